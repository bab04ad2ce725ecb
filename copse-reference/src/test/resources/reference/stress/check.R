# Holds the cases of this folder against lme4 and lmerTest; run after make.py, in this folder:
#
#   Rscript check.R
#
# Prints per case and method the largest difference relative to the size of each quantity. lme4 works in double precision
# and stops its optimiser early, so 1e-4 is agreement here; `scales` and `response_offset_1e8` are where it has fewer digits.

suppressMessages({ library(jsonlite); library(lmerTest) })

worst <- function(got, expected) max(abs(got - expected) / pmax(abs(expected), 1e-8 * max(abs(expected))))

# the call centre's cases have no file here, and lme4 has no better answer
for (file in sort(sub("csv$", "json", list.files(pattern = "[.]csv$")))) {
  case <- fromJSON(file, simplifyVector = TRUE)
  data <- read.csv(sub("json$", "csv", file), stringsAsFactors = FALSE)
  for (name in names(case$columns)) {
    if (case$columns[[name]]$type == "factor") data[[name]] <- factor(data[[name]], levels = case$columns[[name]]$levels)
  }
  data$.w <- if (is.null(case$weights)) 1 else data[[case$weights]]
  data$.o <- if (is.null(case$offset)) 0 else data[[case$offset]]
  for (method in names(case$fits)) {
    expected <- case$fits[[method]]
    got <- tryCatch(suppressMessages(suppressWarnings(lmer(
      as.formula(case$formula), data, weights = .w, offset = .o, REML = method == "REML",
      control = lmerControl(optimizer = "bobyqa", optCtrl = list(rhobeg = 0.1, rhoend = 1e-9, maxfun = 1e5),
                            check.nobs.vs.nlev = "ignore", check.scaleX = "ignore")))),
      error = function(e) e)
    if (inherits(got, "error")) { cat(sprintf("%-26s %-5s %s\n", case$case, method, conditionMessage(got))); next }
    s <- coef(summary(got))
    f <- if (is.null(expected$anova)) NULL else anova(got, type = 3)
    v <- as.data.frame(VarCorr(got))
    v <- v$sdcor[is.na(v$var2)]
    e <- expected$varcomp
    cat(sprintf("%-26s %-5s criterion %.1e fixef %.1e se %.1e df %.1e sd %.1e", case$case, method,
                -2 * as.numeric(logLik(got)) - expected$criterion, worst(unname(s[, 1]), expected$fixef$estimate),
                worst(unname(s[, 2]), expected$fixef$se), worst(unname(s[, 3]), expected$fixef$satterthwaite_df),
                worst(sort(v), sort(e$sdcor[is.na(e$var2)]))))
    if (!is.null(f)) {
      a <- expected$anova_type3_satterthwaite
      f <- f[match(a$term, rownames(f)), ]
      cat(sprintf(" F %.1e den df %.1e", worst(f[["F value"]], a$F), worst(f$DenDF, a$den_df)))
    }
    cat("\n")
  }
}
