# Cluster-robust covariances of generalised linear models, and generalised estimating equations.
#
#   Rscript make.R          writes binary.csv, counts.csv and values-r.csv beside this script
#
# CR0-CR3 with Satterthwaite's degrees of freedom are clubSandwich's; coefficients, correlation, scale and the
# uncorrected covariance of the estimating equations are geepack's. The corrections of Kauermann and Carroll,
# Mancl and DeRouen, and Fay and Graubard are written out below as their papers have them, with matrices of the size of
# the clusters.
suppressMessages({
    library(clubSandwich)
    library(geepack)
})
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(20260501)

# ---- data: 14 clusters of unequal size, the arm given to clusters ----
sizes <- c(4, 7, 9, 12, 5, 16, 8, 21, 11, 6, 30, 10, 13, 18)
cluster <- rep(sprintf("c%02d", seq_along(sizes)), sizes)
n <- length(cluster)
arm <- ifelse(rep(seq_along(sizes) %% 2, sizes) == 1, "b", "a")
sex <- sample(c("f", "m"), n, TRUE)
x <- round(rnorm(n), 3)
effect <- rep(rnorm(length(sizes), 0, 0.7), sizes)
p <- plogis(-1 + 0.8 * (arm == "b") + 0.5 * (sex == "m") + 0.4 * x + effect)
binary <- data.frame(y = rbinom(n, 1, p), arm, sex, x, cluster)
binary$trials <- sample(1:6, n, TRUE)
binary$successes <- rbinom(n, binary$trials, p)
hours <- round(runif(n, 0.5, 3), 2)
counts <- data.frame(
    y = rpois(n, hours * exp(0.2 + 0.4 * (arm == "b") - 0.3 * (sex == "m") + effect)), arm, sex, x, hours, cluster)
write.csv(binary, "binary.csv", row.names = FALSE, quote = FALSE)
write.csv(counts, "counts.csv", row.names = FALSE, quote = FALSE)

rows <- list()
put <- function(model, key, name, value) {
    rows[[length(rows) + 1]] <<- data.frame(model, key, name, value = trimws(formatC(value, digits = 17, format = "g")))
}
put_all <- function(model, key, names, values) for (j in seq_along(names)) put(model, key, names[j], values[j])

# ---- generalised linear models ----
club <- function(model, formula, family, data, trials = NULL) {
    control <- glm.control(epsilon = 1e-15, maxit = 100)
    fit <- glm(formula, family, data, control = control)
    put_all(model, "beta", names(coef(fit)), coef(fit))
    for (type in c("CR0", "CR1", "CR1p", "CR1S", "CR2", "CR3")) {
        v <- vcovCR(fit, cluster = data$cluster, type = type)
        put_all(model, paste0("se.", type), names(coef(fit)), sqrt(diag(v)))
        if (type %in% c("CR0", "CR2", "CR3")) {
            test <- coef_test(fit, vcov = v, test = "Satterthwaite")
            put_all(model, paste0("df.", type), names(coef(fit)), test[[grep("^df", names(test))[1]]])
        }
        if (type == "CR2") {
            wald <- Wald_test(fit, constraints = constrain_zero(2:3), vcov = v, test = "HTZ")
            put(model, "htz", "F", wald$Fstat)
            put(model, "htz", "df", wald$df_denom)
        }
    }
    invisible(fit)
}
logit <- club("logit", y ~ arm + sex + x, binomial(), binary)
club("discrete", y ~ arm * sex, binomial(), binary)
club("probit", y ~ arm + sex + x, binomial("probit"), binary)
club("log", y ~ arm + sex, binomial("log"), binary)
club("poisson", y ~ arm + sex + x + offset(log(hours)), poisson(), counts)
# trials written out, one row each
long <- binary[rep(seq_len(n), binary$trials), ]
long$y <- unlist(Map(function(s, t) rep(1:0, c(s, t - s)), binary$successes, binary$trials))
club("trials", y ~ arm + sex + x, binomial(), long)

# ---- risk difference and ratio of the arm, averaged over the rows, by CR2 ----
standardised <- function(model, fit, data, vcov) {
    risk <- function(beta, level) {
        d <- data
        d$arm <- factor(level, levels = c("a", "b"))
        mean(fit$family$linkinv(drop(model.matrix(delete.response(terms(fit)), d) %*% beta)))
    }
    gradient <- function(f, beta) sapply(seq_along(beta), function(j) {
        h <- 1e-5
        e <- replace(numeric(length(beta)), j, h)
        (8 * (f(beta + e) - f(beta - e)) - (f(beta + 2 * e) - f(beta - 2 * e))) / (12 * h)
    })
    for (scale in c("difference", "ratio")) {
        f <- function(beta) {
            if (scale == "difference") risk(beta, "b") - risk(beta, "a") else log(risk(beta, "b") / risk(beta, "a"))
        }
        g <- gradient(f, coef(fit))
        put(model, scale, "value", f(coef(fit)))
        put(model, scale, "se", sqrt(drop(t(g) %*% vcov %*% g)))
        if (inherits(vcov, "vcovCR")) {
            test <- linear_contrast(fit, vcov = vcov, contrasts = matrix(g, 1), level = 0.95)
            put(model, scale, "df", test$df)
        }
    }
}
standardised("logit", logit, binary, vcovCR(logit, cluster = binary$cluster, type = "CR2"))

# ---- estimating equations ----
equations <- function(model, formula, family, data, structure) {
    data$id <- as.integer(factor(data$cluster))
    control <- geese.control(epsilon = 1e-14, maxit = 500)
    fit <- geeglm(formula, family, data, id = id, corstr = structure, control = control)
    put_all(model, "beta", names(coef(fit)), coef(fit))
    put_all(model, "se.CR0", names(coef(fit)), sqrt(diag(fit$geese$vbeta)))
    put(model, "scale", "phi", fit$geese$gamma)
    alpha <- if (structure == "exchangeable") fit$geese$alpha else 0
    put(model, "correlation", "alpha", alpha)
    x <- model.matrix(fit)
    mu <- drop(fitted(fit))
    eta <- fit$family$linkfun(mu)
    d <- fit$family$mu.eta(eta) * x
    v <- fit$family$variance(mu)
    e <- drop(fit$y) - mu
    groups <- split(seq_along(e), data$id)
    inverse <- lapply(groups, function(i) {
        r <- diag(1 - alpha, length(i)) + alpha
        solve(sqrt(v[i]) * t(sqrt(v[i]) * r))
    })
    information <- Map(function(i, w) t(d[i, , drop = FALSE]) %*% w %*% d[i, , drop = FALSE], groups, inverse)
    m <- solve(Reduce("+", information))
    power <- function(a, k) {
        # of a matrix that is similar to a symmetric one
        eig <- eigen(a)
        Re(eig$vectors %*% (eig$values^k * solve(eig$vectors)))
    }
    sandwich <- function(score) {
        s <- do.call(cbind, Map(score, groups, inverse))
        m %*% tcrossprod(s) %*% m
    }
    hat <- function(i, w) d[i, , drop = FALSE] %*% m %*% t(d[i, , drop = FALSE]) %*% w
    all <- list(
        CR0 = function(i, w) t(d[i, , drop = FALSE]) %*% w %*% e[i],
        KC = function(i, w) t(d[i, , drop = FALSE]) %*% w %*% power(diag(length(i)) - hat(i, w), -1 / 2) %*% e[i],
        MD = function(i, w) t(d[i, , drop = FALSE]) %*% w %*% solve(diag(length(i)) - hat(i, w)) %*% e[i],
        FG = function(i, w) {
            q <- diag(t(d[i, , drop = FALSE]) %*% w %*% d[i, , drop = FALSE] %*% m)
            diag((1 - pmin(0.75, q))^(-1 / 2)) %*% t(d[i, , drop = FALSE]) %*% w %*% e[i]
        })
    for (type in names(all)) {
        put_all(model, paste0("own.", type), names(coef(fit)), sqrt(diag(sandwich(all[[type]]))))
    }
}
equations("gee.independence", y ~ arm + sex + x, binomial(), binary, "independence")
equations("gee.logit", y ~ arm + sex + x, binomial(), binary, "exchangeable")
equations("gee.discrete", y ~ arm * sex, binomial(), binary, "exchangeable")
equations("gee.cloglog", y ~ arm + sex + x, binomial("cloglog"), binary, "exchangeable")
equations("gee.identity", y ~ arm + sex, binomial("identity"), binary, "exchangeable")
equations("gee.poisson", y ~ arm + sex + x + offset(log(hours)), poisson(), counts, "exchangeable")

write.csv(do.call(rbind, rows), "values-r.csv", row.names = FALSE, quote = FALSE)
cat(R.version.string, "clubSandwich", as.character(packageVersion("clubSandwich")), "geepack",
    as.character(packageVersion("geepack")), "\n")
