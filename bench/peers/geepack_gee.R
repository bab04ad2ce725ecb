# What a marginal logistic model costs in R: geepack's estimating equations, glm with clubSandwich's CR2.
#
#   Rscript geepack_gee.R FILE.csv [club]     columns y, arm, sex, grade, x, school; `club` for CR2 as well
args <- commandArgs(trailingOnly = TRUE)
suppressMessages(library(geepack))
d <- read.csv(args[1])
d$school <- factor(d$school)
d <- d[order(d$school), ]
for (structure in c("independence", "exchangeable")) {
    seconds <- system.time(
        fit <- geeglm(y ~ arm + sex + grade + x, binomial(), d, id = as.integer(school), corstr = structure))[["elapsed"]]
    cat("geepack", as.character(packageVersion("geepack")), structure, nrow(d), "rows", seconds, "s, arm",
        format(coef(fit)[["arm"]], digits = 10), "se", format(sqrt(fit$geese$vbeta[2, 2]), digits = 10), "\n")
}
if (length(args) > 1) {
    suppressMessages(library(clubSandwich))
    seconds <- system.time({
        fit <- glm(y ~ arm + sex + grade + x, binomial(), d)
        test <- coef_test(fit, vcov = vcovCR(fit, cluster = d$school, type = "CR2"), test = "Satterthwaite")
    })[["elapsed"]]
    cat("clubSandwich", as.character(packageVersion("clubSandwich")), nrow(d), "rows", seconds, "s, arm se",
        format(test$SE[2], digits = 10), "df", format(test$df[2], digits = 10), "\n")
}
