# Model matrices of R for the formulas that copse reads, as JSON on standard output:
#   Rscript make.R > model-matrix.json
# R glues level names to variable names; here the levels carry brackets already, so that R itself
# makes the names that copse uses: a[x], a[S.x], a[H.y], a[P.1].
suppressPackageStartupMessages({library(jsonlite); library(lme4)})
set.seed(20260101)
n <- 30
plain <- data.frame(
  y = round(rnorm(n), 3),
  x = round(runif(n, 1, 9), 2),
  z = round(rnorm(n, 100, 5), 2),
  u = round(rnorm(n), 2),
  k = sample(c(1, 2, 3, 10), n, TRUE),
  t = round(1e6 + rnorm(n), 3),
  a = sample(c("p", "q", "r"), n, TRUE),
  b = sample(c("no", "yes"), n, TRUE),
  c = sample(c("d1", "d2", "d3", "d4"), n, TRUE),
  e = sample(c("in", "out", "rare"), n, TRUE),
  w = sample(c("false", "true"), n, TRUE),
  g = sample(paste0("g", 1:6), n, TRUE),
  h = sample(paste0("h", 1:3), n, TRUE),
  check.names = FALSE, stringsAsFactors = FALSE)
plain$`my col` <- round(rexp(n), 2)
plain$`größe` <- round(rnorm(n), 2)
plain$u[c(4, 17)] <- NA
plain$e[plain$e == "rare"] <- "in"
plain$e[c(4, 17)] <- "rare"              # a level that goes when the rows with a missing u go
plain$c[9] <- NA

categories <- c("a", "b", "c", "e", "w", "g", "h")
bracket <- function(f) { levels(f) <- paste0("[", levels(f), "]"); f }
data <- plain
for (v in categories) data[[v]] <- bracket(base::factor(plain[[v]]))
factor <- function(x) bracket(base::factor(x))
center <- function(x) x - mean(x, na.rm = TRUE)

named <- function(kind, f) {
  l <- gsub("^\\[|\\]$", "", levels(f)); m <- length(l)
  if (kind == "sum") { C <- contr.sum(m); colnames(C) <- paste0("[S.", l[-m], "]") }
  if (kind == "helmert") { C <- contr.helmert(m); colnames(C) <- paste0("[H.", l[-1], "]") }
  if (kind == "poly") { C <- contr.poly(m); colnames(C) <- paste0("[P.", seq_len(m - 1), "]") }
  if (kind == "base2") { C <- contr.treatment(m, 2); colnames(C) <- paste0("[", l[-2], "]") }
  rownames(C) <- levels(f)
  C
}

# formula for copse; contrasts by factor; `r` where R writes it in another way, `rename` to undo that in names
one <- function(formula, contrasts = list(), r = formula, rename = NULL) {
  f <- as.formula(r)
  frame <- model.frame(f, data, drop.unused.levels = TRUE, na.action = na.omit)
  given <- lapply(setNames(names(contrasts), names(contrasts)), function(v) named(contrasts[[v]], frame[[v]]))
  X <- model.matrix(f, frame, contrasts.arg = if (length(given)) given else NULL)
  labels <- attr(terms(frame), "term.labels")
  columns <- colnames(X)
  if (!is.null(rename)) {
    columns <- gsub(rename[1], rename[2], columns, fixed = TRUE)
    labels <- gsub(rename[3], rename[4], labels, fixed = TRUE)
  }
  list(formula = formula, contrasts = if (is.null(rename)) contrasts else setNames(list(), character(0)),
       columns = I(columns), labels = I(labels), assign = I(unname(attr(X, "assign"))),
       rows = I(match(rownames(X), rownames(data)) - 1L), x = unname(X),
       response = unname(as.numeric(model.response(frame))),
       offset = { o <- model.offset(frame); if (is.null(o)) NULL else as.numeric(o) })
}

cases <- list(
  one("y ~ 1"), one("y ~ x"), one("y ~ x - 1"), one("y ~ 0 + x"), one("y ~ x + a"), one("y ~ a"), one("y ~ a - 1"),
  one("y ~ 0 + a + b"), one("y ~ 0 + x + a + b"), one("y ~ a + b"), one("y ~ a * b"), one("y ~ a:b"),
  one("y ~ a:b - 1"), one("y ~ a + a:b"), one("y ~ b + a:b"), one("y ~ a/b"), one("y ~ (a + b)/x"), one("y ~ a:x"),
  one("y ~ x + a:x"), one("y ~ 0 + a:x + b"), one("y ~ a*x - a"), one("y ~ a*b*c"), one("y ~ (a + b + c)^2"),
  one("y ~ (a + b + x)^2 - a:b"), one("y ~ a:b + a:c"), one("y ~ a:b:c"), one("y ~ a + b:c"), one("y ~ b:a + a"),
  one("y ~ a*b*x"), one("y ~ a %in% b"), one("y ~ b + a %in% b"), one("y ~ x:z + a"), one("y ~ a:x:b"),
  one("y ~ x + x + a + x:a + a:x"), one("y ~ a + b + c + u"), one("y ~ e + u"), one("y ~ e*u"), one("y ~ w*x"),
  one("y ~ `my col` + größe + `my col`:a"),
  one("log(x) ~ log(z) + exp(u) + sqrt(x) + abs(u)"), one("y ~ log2(x) + log10(z) + log(x, 3)"),
  one("y ~ I(x^2) + I(x * z) + I(-x/2 + 1) + I(2^x)"), one("y ~ I(x - mean(x)) + I((z - min(z))/(max(z) - min(z)))"),
  one("y ~ I(x / sd(x))"), one("y ~ scale(x) + center(z)"), one("y ~ scale(log(x)) + scale(t)"),
  one("y ~ poly(x, 3)"), one("y ~ poly(x, 2, raw = TRUE)"), one("y ~ poly(t, 3)"), one("y ~ poly(x, 2)*a"),
  one("y ~ poly(log(x), 2) + b"), one("y ~ scale(center(x)) + center(u)"),
  one("y ~ factor(k) + x"), one("y ~ factor(k):b"), one("y ~ offset(z) + x"), one("y ~ offset(log(x)) + offset(u) + a"),
  one("y ~ a*b", list(a = "sum", b = "sum")), one("y ~ a*c", list(a = "helmert")), one("y ~ a*x", list(a = "poly")),
  one("y ~ c + b", list(c = "poly")), one("y ~ 0 + a + c", list(c = "sum")), one("y ~ a:b", list(a = "sum")),
  one("y ~ 0 + a", list(a = "sum")),
  one("y ~ C(a, sum) + x", list(a = "sum"), "y ~ a + x", c("a[", "C(a, sum)[", "a", "C(a, sum)")),
  one("y ~ C(c, helmert)", list(c = "helmert"), "y ~ c", c("c[", "C(c, helmert)[", "c", "C(c, helmert)")),
  one("y ~ C(a, treatment, base = \"q\")", list(a = "base2"), "y ~ a",
      c("a[", "C(a, treatment, base = \"q\")[", "a", "C(a, treatment, base = \"q\")")),
  one("y ~ C(a, treatment, 2)", list(a = "base2"), "y ~ a", c("a[", "C(a, treatment, 2)[", "a", "C(a, treatment, 2)")))

# Random terms: the columns of Z by group, as lme4 names them
random <- function(formula) {
  t <- lFormula(as.formula(formula), data, control = lmerControl(check.nobs.vs.nRE = "ignore",
    check.nobs.vs.nlev = "ignore", check.nobs.vs.rankZ = "ignore", check.nlev.gtr.1 = "ignore",
    check.rankX = "ignore", check.scaleX = "ignore"))$reTrms
  list(formula = formula, terms = unname(lapply(seq_along(t$cnms), function(i) {
    f <- t$flist[[attr(t$flist, "assign")[i]]]
    list(group = gsub("[()]", "", names(t$flist)[attr(t$flist, "assign")[i]]),
         columns = I(t$cnms[[i]]), levels = I(gsub("[][]", "", levels(f))))
  })))
}
randoms <- lapply(c(
  "y ~ 1 + (1 | g)", "y ~ x + (x | g)", "y ~ x + (0 + x | g)", "y ~ x + (x || g)", "y ~ x + (x + z || g)",
  "y ~ 1 + (1 | h/g)", "y ~ 1 + (1 | g:h)", "y ~ 1 + (1 | b/h/g)", "y ~ x + (x | h/g)", "y ~ 1 + (1 | g) + (1 | h)",
  "y ~ 1 + (a | g)", "y ~ 1 + (0 + a | g)", "y ~ 1 + (a * x | g)", "y ~ 1 + (x - 1 | g) + (1 | g)",
  "y ~ 1 + (poly(x, 2) | h)", "y ~ 1 + (log(x) | h) + (1 | h:g)", "y ~ u + c + (1 | g/b)",
  "y ~ 1 + (w + x || g)"), random)

columns <- lapply(plain, function(v) v)
cat(toJSON(list(
  source = "made by make.R beside this file",
  versions = list(R = R.version.string, lme4 = as.character(packageVersion("lme4"))),
  data = columns, categories = setdiff(categories, "w"), cases = cases, random = randoms),
  digits = NA, auto_unbox = TRUE, na = "null", null = "null", matrix = "columnmajor", pretty = FALSE), "\n")
