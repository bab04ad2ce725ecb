# Simulated power with lme4, as simr does it: rows are drawn, the mixed model is refitted to them, the coefficient is tested.
#   Rscript lme4_power.R [replicates]
# Prints seconds per replicate. Satterthwaite's degrees of freedom (lmerTest) are used where they are installed, else z.
suppressMessages(library(lme4))
args <- commandArgs(trailingOnly = TRUE)
reps <- if (length(args) > 0) as.integer(args[1]) else 10L
satterthwaite <- requireNamespace("lmerTest", quietly = TRUE)
set.seed(1)
k <- 200
m <- 200
cluster <- factor(rep(seq_len(k), each = m))
times <- numeric(reps)
shown <- logical(reps)
for (r in seq_len(reps)) {
    times[r] <- system.time({
        arm <- rep(sample(rep(0:1, k / 2)), each = m)
        y <- 0.1 * arm + rep(rnorm(k, sd = sqrt(0.05)), each = m) + rnorm(k * m, sd = sqrt(0.95))
        if (satterthwaite) {
            p <- summary(lmerTest::lmer(y ~ arm + (1 | cluster)))$coefficients["arm", "Pr(>|t|)"]
        } else {
            p <- 2 * pnorm(-abs(summary(lmer(y ~ arm + (1 | cluster)))$coefficients["arm", "t value"]))
        }
        shown[r] <- p < 0.05
    })["elapsed"]
}
cat(sprintf(
    "lme4 %s, %s: %.3f s per replicate, %.0f s for 1,000 (%d replicates, power %.2f)\n",
    as.character(packageVersion("lme4")), if (satterthwaite) "Satterthwaite" else "z",
    mean(times), 1000 * mean(times), reps, mean(shown)))
