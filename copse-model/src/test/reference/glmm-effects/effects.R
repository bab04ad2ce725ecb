# Reference values of effects, means and predictions of generalised mixed models: glmmTMB for fits, predictions and
# their errors (which carry those of all parameters), emmeans for marginal means, and the delta method by hand, with
# numerical gradients and integrate(), for means over groups.
#
# Writes trial.csv and effects.json beside itself: Rscript effects.R
suppressMessages({library(glmmTMB); library(emmeans); library(numDeriv); library(jsonlite)})

set.seed(20261)
n <- 600; clinics <- 24
clinic <- sprintf("c%02d", sample(clinics, n, TRUE))
arm <- sample(c("control", "new"), n, TRUE)
x <- round(rnorm(n), 3)
b <- rnorm(clinics, sd = 0.9); slope <- rnorm(clinics, sd = 0.6)
at <- match(clinic, sprintf("c%02d", seq_len(clinics)))
y <- rbinom(n, 1, plogis(-1.4 + 0.8 * (arm == "new") + 0.5 * x + b[at]))
visits <- ifelse(runif(n) < 0.2, 0, rnbinom(n, mu = exp(0.6 + 0.4 * (arm == "new") + (0.2 + slope[at]) * x + 0.6 * b[at]),
                                            size = 2.5))
trial <- data.frame(clinic, arm, x, y, visits)
write.csv(trial, "trial.csv", row.names = FALSE, quote = FALSE)
trial$arm <- factor(trial$arm); trial$clinic <- factor(trial$clinic)

control <- glmmTMBControl(optCtrl = list(iter.max = 1000, eval.max = 1000, rel.tol = 1e-14))
polish <- function(fit) { # Newton steps on the Laplace criterion, so that estimates are those of the optimum
  obj <- fit$obj; p <- fit$fit$par
  for (i in 1:4) p <- p - solve(optimHess(p, obj$fn, obj$gr, control = list(ndeps = rep(1e-4, length(p)))), as.vector(obj$gr(p)))
  fit$fit$par <- p; obj$fn(p); fit$sdr <- TMB::sdreport(obj, par.fixed = p, hessian.fixed = jacobian(obj$gr, p))
  dimnames(fit$sdr$cov.fixed) <- list(names(p), names(p)); fit
}

inverse <- list(logit = plogis, cloglog = function(e) -expm1(-exp(e)), probit = pnorm, log = exp)
over <- function(h, eta, s) if (s == 0) h(eta) else
  integrate(function(t) h(eta + s * t) * dnorm(t), -12, 12, rel.tol = 1e-11, subdivisions = 2000)$value

# par: beta, (betazi), (betad), theta as glmmTMB orders them
mean_of <- function(fit, par, arm, typical = FALSE) {
  data <- trial; data$arm <- factor(arm, levels = levels(trial$arm))
  X <- model.matrix(~ arm + x, data)
  beta <- par[names(fit$fit$par) == "beta"]
  theta <- par[names(fit$fit$par) == "theta"]
  zi <- par[names(fit$fit$par) == "betazi"]
  eta <- as.vector(X %*% beta)
  s <- if (length(theta) == 1) rep(exp(theta), n) else {
    sd <- exp(theta[1:2]); rho <- theta[3] / sqrt(1 + theta[3]^2)
    sqrt(sd[1]^2 + 2 * rho * sd[1] * sd[2] * data$x + sd[2]^2 * data$x^2)
  }
  if (typical) s[] <- 0
  h <- inverse[[fit$modelInfo$family$link]]
  m <- if (identical(h, exp)) exp(eta + s^2 / 2) else mapply(over, eta, s, MoreArgs = list(h = h))
  mean(m) * (if (length(zi)) 1 - plogis(zi[[1]]) else 1)
}

delta <- function(f, par, v) { g <- grad(f, par, method.args = list(r = 4)); c(value = unname(f(par)), se = sqrt(sum(g * (v %*% g)))) }

effects <- function(fit) {
  par <- fit$fit$par; v <- fit$sdr$cov.fixed
  one <- function(typical) {
    m <- function(p, a) mean_of(fit, p, a, typical)
    list(control = delta(function(p) m(p, "control"), par, v), new = delta(function(p) m(p, "new"), par, v),
         difference = delta(function(p) m(p, "new") - m(p, "control"), par, v),
         log_ratio = delta(function(p) log(m(p, "new") / m(p, "control")), par, v),
         log_odds_ratio = if (fit$modelInfo$family$family == "binomial")
           delta(function(p) qlogis(m(p, "new")) - qlogis(m(p, "control")), par, v))
  }
  list(population = one(FALSE), typical = one(TRUE))
}

predictions <- function(fit) {
  rows <- trial[1:6, ]
  known <- predict(fit, newdata = rows, se.fit = TRUE, type = "link")
  typical <- predict(fit, newdata = rows, se.fit = TRUE, type = "link", re.form = NA)
  lapply(list(known = known$fit, known_se = known$se.fit, typical = typical$fit, typical_se = typical$se.fit), unname)
}

means <- function(fit) {
  grid <- emmeans(fit, ~ arm)
  back <- as.data.frame(confint(grid, type = "response"))
  pair <- as.data.frame(summary(contrast(grid, "revpairwise", type = "response"), type = "response", infer = TRUE))
  again <- as.data.frame(summary(contrast(regrid(grid), "revpairwise"), infer = TRUE))
  list(back = lapply(back[-1], as.numeric), pair = lapply(pair[-1], as.numeric), regrid = lapply(again[-1], as.numeric))
}

fits <- list(
  logit = glmmTMB(y ~ arm + x + (1 | clinic), trial, binomial, control = control),
  cloglog = glmmTMB(y ~ arm + x + (1 | clinic), trial, binomial("cloglog"), control = control),
  visits = glmmTMB(visits ~ arm + x + (1 + x | clinic), ziformula = ~ 1, trial, nbinom2, control = control))
fits <- lapply(fits, polish)
out <- lapply(fits, function(f) list(loglik = -as.numeric(f$obj$fn(f$fit$par)), par = as.list(split(f$fit$par, names(f$fit$par))),
                                     effects = effects(f), predictions = predictions(f)))
out$logit$means <- means(fits$logit)
out$versions <- list(R = R.version.string, glmmTMB = as.character(packageVersion("glmmTMB")),
                     emmeans = as.character(packageVersion("emmeans")))
as_list <- function(v) if (is.numeric(v) && !is.null(names(v))) as.list(v) else if (is.list(v)) lapply(v, as_list) else v
write(toJSON(as_list(out), digits = 15, auto_unbox = TRUE, pretty = TRUE, null = "null"), "effects.json")
