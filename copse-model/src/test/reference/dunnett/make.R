# Tails and quantiles of the largest of correlated t statistics, and a many-to-one comparison.
# Run: Rscript make.R > values-r.csv
# Three ways: nested integrate() over the product structure (good to about 1e-9), TVPACK, Miwa or GenzBretz of
# mvtnorm for other correlations (GenzBretz: 1e-6), and multcomp for the whole comparison of unequal groups.
suppressMessages({library(mvtnorm); library(multcomp)})
set.seed(1)
options(digits = 15)
row <- function(...) cat(paste(c(...), collapse = ","), "\n", sep = "")
cat(sprintf("# R %s.%s, mvtnorm %s, multcomp %s\n", R.version$major, R.version$minor,
            packageVersion("mvtnorm"), packageVersion("multcomp")))

tail_product <- function(q, df, b, sides) {
  given <- function(s) integrate(function(z) sapply(z, function(zz) {
    up <- pnorm((q * s - b * zz) / sqrt(1 - b^2), lower.tail = FALSE)
    if (sides == 2) up <- up + pnorm((q * s + b * zz) / sqrt(1 - b^2), lower.tail = FALSE)
    -expm1(sum(log1p(-pmin(up, 1)))) * dnorm(zz)
  }), -9, 9, rel.tol = 1e-11, subdivisions = 2000)$value
  if (is.infinite(df)) return(given(1))
  integrate(function(s) sapply(s, function(ss) given(ss) *
    exp(log(2) + df / 2 * log(df / 2) - lgamma(df / 2) + (df - 1) * log(ss) - df * ss^2 / 2)),
    0, 6, rel.tol = 1e-10, subdivisions = 2000)$value
}
# product,q,df,sides,tail,control,arm...   (variances of means)
for (case in list(list(2.5, 20, 2, c(.1, .1, .1)), list(2.5, 20, 1, c(.1, .1, .1)),
                  list(2.2, 7.5, 2, c(.1, .2, .05, .3)), list(3, Inf, 2, c(.1, .2, .05, .3)),
                  list(6, 40, 2, c(.02, .1, .1)), list(1, 12, 1, c(.5, .1, .02)), list(2.5, 30, 2, c(5, .1, .1)))) {
  v <- case[[4]]; b <- sqrt(v[1] / (v[1] + v[-1]))
  row("product", case[[1]], case[[2]], case[[3]], format(tail_product(case[[1]], case[[2]], b, case[[3]]), digits = 12),
      v[1], v[-1])
}
# lattice,q,df,sides,tail,then the lower triangle of three correlations
for (case in list(list(2.4, 15, 2, c(.8, .1, -.3)), list(2.1, 15, 1, c(.6, -.5, .1)), list(2.4, Inf, 2, c(.9, .5, .2)))) {
  r <- diag(3); r[lower.tri(r)] <- case[[4]]; r <- r + t(r) - diag(3)
  lo <- if (case[[3]] == 2) rep(-case[[1]], 3) else rep(-Inf, 3)
  p <- if (is.infinite(case[[2]])) pmvnorm(lo, rep(case[[1]], 3), corr = r, algorithm = Miwa(steps = 4096)) else
    pmvt(lo, rep(case[[1]], 3), df = case[[2]], corr = r, algorithm = if (case[[3]] == 2) GenzBretz(5e6, 1e-8, 0) else TVPACK(1e-12))
  row("lattice", case[[1]], case[[2]], case[[3]], format(1 - as.numeric(p), digits = 12), case[[4]])
}
# A many-to-one comparison with unequal groups: mean and size by arm, pooled sd; p-values and limits of multcomp
n <- c(12, 8, 9, 5); y <- list(); base <- list(10, 11, 12.5, 10.4)
for (i in 1:4) y[[i]] <- base[[i]] + scale(rnorm(n[i]))[, 1] * 1.5
data <- data.frame(arm = factor(rep(c("control", "a", "b", "c"), n), levels = c("control", "a", "b", "c")), y = unlist(y))
fit <- lm(y ~ arm, data)
for (side in c("two.sided", "greater")) {
  set.seed(2)
  g <- glht(fit, linfct = mcp(arm = "Dunnett"), alternative = side)
  s <- summary(g, test = adjusted("single-step", maxpts = 2e5, abseps = 1e-6))
  f <- summary(g, test = adjusted("free", maxpts = 2e5, abseps = 1e-6))
  sides <- if (side == "greater") 1 else 2
  critical <- uniroot(function(q) tail_product(q, 30, sqrt((1 / n[1]) / (1 / n[1] + 1 / n[-1])), sides) - .05, c(1.5, 3.5),
                      tol = 1e-9)$root
  ci <- confint(g, calpha = if (sides == 1) -critical else critical)$confint
  for (i in 1:3) row("glht", side, names(coef(g))[i], format(coef(g)[i], digits = 12),
                     format(sqrt(diag(vcov(g)))[i], digits = 12), format(s$test$pvalues[i], digits = 8),
                     format(f$test$pvalues[i], digits = 8), format(ci[i, "lwr"], digits = 8), format(ci[i, "upr"], digits = 8))
}
