# Binomial mixed model with logit link by lme4 or glmmTMB on a CSV: one line of JSON with seconds and the answer.
#
#   Rscript glmm_fit.R lme4|glmmTMB FILE FORMULA FACTOR,FACTOR...
#
# `seconds`: glmer() or glmmTMB() alone, the frame being in memory, Laplace; `cpu`: of the same, by the processor's clock.

arguments <- commandArgs(trailingOnly = TRUE)
peer <- arguments[1]
suppressMessages(library(peer, character.only = TRUE))
factors <- strsplit(arguments[4], ",")[[1]]
data <- read.csv(arguments[2], colClasses = setNames(rep("factor", length(factors)), factors), stringsAsFactors = TRUE)
formula <- as.formula(arguments[3])
time <- system.time(
  fit <- if (peer == "lme4") glmer(formula, data, family = binomial()) else glmmTMB(formula, data, family = binomial()))
beta <- if (peer == "lme4") fixef(fit) else fixef(fit)$cond
number <- function(x) formatC(x, digits = 15, format = "g")
cat(sprintf(
  '{"peer": "%s %s, R %s.%s", "seconds": [%s], "cpu": %s, "criterion": %s, "fixef": [%s], "names": [%s]}\n',
  peer, packageVersion(peer), R.version$major, R.version$minor, number(time[["elapsed"]]),
  number(time[["user.self"]] + time[["sys.self"]]), number(-2 * as.numeric(logLik(fit))),
  paste(number(unname(beta)), collapse = ", "), paste0('"', names(beta), '"', collapse = ", ")))
