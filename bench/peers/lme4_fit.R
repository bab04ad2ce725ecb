# lme4 on a CSV: one line of JSON with seconds of each run and the answer.
#
#   Rscript lme4_fit.R FILE FORMULA RUNS [FACTOR,FACTOR...]
#
# `seconds`: lmer alone, the frame being in memory; `whole`: since R started, up to the printed answer (first run only).

started <- proc.time()[["elapsed"]]
suppressMessages(library(lme4))
arguments <- commandArgs(trailingOnly = TRUE)
factors <- if (length(arguments) > 3) strsplit(arguments[4], ",")[[1]] else character()
data <- read.csv(arguments[1], colClasses = setNames(rep("factor", length(factors)), factors), stringsAsFactors = TRUE)
formula <- as.formula(arguments[2])
runs <- as.integer(arguments[3])
seconds <- numeric(runs)
for (run in seq_len(runs)) {
  seconds[run] <- system.time(fit <- lmer(formula, data, REML = TRUE))[["elapsed"]]
  if (run == 1) whole <- proc.time()[["elapsed"]] - started
}
number <- function(x) formatC(x, digits = 15, format = "g")
beta <- fixef(fit)
v <- as.data.frame(VarCorr(fit))
cat(sprintf(
  '{"peer": "lme4 %s, R %s.%s", "seconds": [%s], "whole": %s, "criterion": %s, "fixef": [%s], "names": [%s], "sd": {%s}}\n',
  packageVersion("lme4"), R.version$major, R.version$minor, paste(number(seconds), collapse = ", "), number(whole),
  number(-2 * as.numeric(logLik(fit))), paste(number(unname(beta)), collapse = ", "),
  paste0('"', names(beta), '"', collapse = ", "), paste0('"', v$grp, '": ', number(v$sdcor), collapse = ", ")))
