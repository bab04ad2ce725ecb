# Plain least squares by base R: writes NAME.csv and NAME.json of this folder.
#
#   Rscript make.R        (R with the package jsonlite; run in this folder)
#
# Data are those of R's package datasets. Keys are those of the linear mixed models; `satterthwaite_df` is n - p.
# The ML fits have the ML residual scale, sqrt(RSS / n), and standard errors that go with it; t, df and p are given for REML only.

library(jsonlite)

tolerances <- list(
  criterion_abs = 1e-6, criterion_rel = 1e-9, sigma_rel = 1e-6, fixef_rel_to_max_abs_or_se = 1e-6, se_rel = 1e-6,
  df_rel = 1e-9, F_rel = 1e-5, p_abs = 1e-6, p_rel = 1e-3, fitted_rel_to_sd = 1e-6, lrt_chisq_abs = 1e-5)

summary_of <- function(v) {
  v <- unname(v)
  q <- quantile(v, c(0, .25, .5, .75, 1), type = 7, names = FALSE)
  list(n = length(v), min = q[1], q25 = q[2], median = q[3], q75 = q[4], max = q[5], mean = mean(v), sd = sd(v),
       sumsq = sum(v^2), first = head(v, 8), last = tail(v, 4))
}

matrix_of <- function(m) list(names = I(rownames(m)), colnames = I(colnames(m)), values = unname(m))

criterion <- function(m, reml) -2 * as.numeric(logLik(m, REML = reml))

# F tests that do not depend on the coding: Wald tests of each term's columns under sum contrasts
type3 <- function(formula, data, w, o) {
  factors <- names(Filter(is.factor, data[intersect(all.vars(formula), names(data))]))
  m <- fit_lm(formula, data, w, o, contrasts = if (length(factors)) sapply(factors, function(f) "contr.sum", simplify = FALSE))
  terms <- attr(terms(m), "term.labels")
  assign <- m$assign[!is.na(coef(m))]
  b <- coef(m)[!is.na(coef(m))]
  v <- vcov(m, complete = FALSE)
  lapply(Filter(function(k) k %in% assign, seq_along(terms)), function(k) {
    at <- which(assign == k)
    f <- drop(b[at] %*% solve(v[at, at, drop = FALSE], b[at])) / length(at)
    list(term = terms[k], num_df = length(at), den_df = m$df.residual, F = f,
         p = pf(f, length(at), m$df.residual, lower.tail = FALSE))
  })
}

fit_lm <- function(formula, data, w, o, contrasts = NULL) {
  data$.w <- if (is.null(w)) 1 else data[[w]]
  data$.o <- if (is.null(o)) 0 else data[[o]]
  environment(formula) <- environment() # where lm looks for .w and .o
  .w <- data$.w
  .o <- data$.o
  lm(formula, data, weights = if (!is.null(w)) .w, offset = .o, contrasts = contrasts)
}

result <- function(m, reml) {
  n <- nobs(m)
  b <- coef(m)
  b <- b[!is.na(b)]
  p <- length(b)
  w <- if (is.null(m$weights)) rep(1, n) else m$weights
  sigma <- sqrt(sum(w * m$residuals^2) / (if (reml) n - p else n))
  v <- vcov(m, complete = FALSE) / sigma(m)^2 * sigma^2
  se <- sqrt(diag(v))
  crit <- criterion(m, reml)
  k <- p + 1
  fixef <- lapply(seq_len(p), function(j) {
    one <- list(name = names(b)[j], estimate = b[[j]], se = se[[j]], t = b[[j]] / se[[j]])
    test <- list(satterthwaite_df = m$df.residual, satterthwaite_p = 2 * pt(-abs(one$t), m$df.residual))
    if (reml) c(one, test) else one
  })
  list(method = if (reml) "REML" else "ML", criterion = crit, logLik = -crit / 2, n_parameters = k,
       AIC = crit + 2 * k, BIC = crit + log(n) * k, singular = FALSE, sigma = sigma, fixef = fixef,
       vcov = matrix_of(v),
       varcomp = list(list(grp = "Residual", var1 = NA, var2 = NA, vcov = sigma^2, sdcor = sigma)),
       fitted = summary_of(fitted(m)), residuals_response = summary_of(m$residuals),
       residuals_pearson_scaled = summary_of(m$residuals * sqrt(w) / sigma))
}

column <- function(v) {
  if (is.factor(v)) list(type = "factor", nlevels = nlevels(v), levels = levels(v), contrasts = "treatment") else list(type = "numeric")
}

write_case <- function(name, title, source, formula, data, weights = NULL, offset = NULL, nulls = list(), csv = name) {
  write.csv(format(data, digits = 15, trim = TRUE), paste0(csv, ".csv"), row.names = FALSE, quote = FALSE, na = "")
  text <- readLines(paste0(csv, ".csv"))
  writeLines(gsub("(^|,)NA(?=,|$)", "\\1", text, perl = TRUE), paste0(csv, ".csv"))
  used <- c(all.vars(formula), weights, offset)
  m <- fit_lm(formula, data, weights, offset)
  ml <- criterion(m, FALSE)
  case <- list(
    case = name, kind = "lm", title = title, model = "lm", data = paste0("lm/", csv, ".csv"), source = source,
    formula = paste(deparse(formula, width.cutoff = 500), collapse = " "),
    weights = weights, offset = offset, weights_role = if (!is.null(weights)) "precision",
    response = list(column = all.vars(formula)[1], type = "numeric"), tol = tolerances,
    columns = sapply(unique(used), function(v) column(data[[v]]), simplify = FALSE),
    rows_in_file = nrow(data), n = nobs(m), fixed_rank = m$rank, dropped_columns = I(names(coef(m))[is.na(coef(m))]),
    fits = list(REML = c(result(m, TRUE), list(anova_type3_satterthwaite = type3(formula, data, weights, offset))),
                ML = result(m, FALSE)),
    lrt = lapply(nulls, function(null) {
      m0 <- fit_lm(null, data, weights, offset)
      chisq <- criterion(m0, FALSE) - ml
      list(null_formula = paste(deparse(null, width.cutoff = 500), collapse = " "),
           null_logLik_ML = -criterion(m0, FALSE) / 2, null_npar = m0$rank + 1, chisq = chisq, df = m$rank - m0$rank,
           p = pchisq(chisq, m$rank - m0$rank, lower.tail = FALSE))
    }),
    versions = list(R = paste(R.version$major, R.version$minor, sep = ".")))
  if (!length(nulls)) case$lrt <- NULL
  write(toJSON(case, auto_unbox = TRUE, digits = I(15), pretty = TRUE, null = "null", na = "null"), paste0(name, ".json"))
}

write_case("longley", "six regressors that nearly determine each other", "R package datasets: longley",
           Employed ~ GNP.deflator + GNP + Unemployed + Armed.Forces + Population + Year, longley,
           nulls = list(Employed ~ GNP + Year))
write_case("cars_origin", "one slope, no intercept", "R package datasets: cars", dist ~ 0 + speed, cars)
write_case("airquality", "rows with missing values", "R package datasets: airquality",
           Ozone ~ Solar.R + Wind + Temp, airquality)
write_case("warpbreaks", "two factors crossed", "R package datasets: warpbreaks", breaks ~ wool * tension, warpbreaks,
           nulls = list(breaks ~ wool + tension))
iris2 <- setNames(iris, gsub("[.]", "_", names(iris)))
iris2$Petal_Weight <- round(10^(6 * sin(seq_len(nrow(iris)))), 9)
write_case("iris_weighted", "a factor, a slope for each of its levels, precision weights from 1e-6 to 1e6",
           "R package datasets: iris, with weights made up", Sepal_Length ~ Species * Petal_Length, iris2,
           weights = "Petal_Weight")
swiss2 <- data.frame(Fertility = swiss$Fertility, Agriculture = swiss$Agriculture, Education = swiss$Education,
                     Catholic = swiss$Catholic, NotCatholic = round(100 - swiss$Catholic, 2), Offset = round(swiss$Infant.Mortality / 2, 3))
write_case("swiss_aliased", "a column that the others determine, and an offset",
           "R package datasets: swiss, with columns made up",
           Fertility ~ Agriculture + Catholic + NotCatholic + Education, swiss2, offset = "Offset")
write_case("stackloss_poly", "an orthogonal polynomial and a transformed column", "R package datasets: stackloss",
           stack.loss ~ poly(Air.Flow, 2) + log(Water.Temp), stackloss)
