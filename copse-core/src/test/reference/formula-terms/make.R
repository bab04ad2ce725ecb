# Terms of random formulas as R's terms.formula makes them, one per line on standard output:
#   Rscript make.R > terms.tsv
# Columns: right side, intercept (0 or 1), term labels joined by " + ".
set.seed(20260102)
pick <- function(x) x[[sample.int(length(x), 1)]]
names <- c("a", "b", "c", "d", "log(x)")
side <- function(depth) {
  if (depth == 0) return(pick(names))
  one <- function() side(depth - 1)
  in_parentheses <- function(s) if (grepl("^[a-z]$|^log\\(x\\)$", s)) s else paste0("(", s, ")")
  switch(pick(c("+", "+", "+", "-", "*", ":", "/", "^", "in", "0", "1", "name")),
    "+" = paste(one(), "+", one()), "-" = paste(one(), "-", in_parentheses(one())),
    "*" = paste(in_parentheses(one()), "*", in_parentheses(one())),
    ":" = paste0(in_parentheses(one()), ":", in_parentheses(one())),
    "/" = paste0(in_parentheses(one()), "/", in_parentheses(one())),
    "^" = paste0("(", one(), " + ", pick(names), ")^", pick(c("2", "3"))), # x^2 alone is refused: it is x in R
    "in" = paste(in_parentheses(one()), "%in%", in_parentheses(one())),
    "0" = paste(one(), pick(c("+ 0", "- 1"))), "1" = paste(one(), pick(c("+ 1", "- 0"))), name = pick(names))
}
# Left out: formulas with a part that stands for no term at all, such as (a - a)/b
empty <- function(e) {
  if (!is.call(e) || identical(e[[1]], quote(log))) return(FALSE)
  if (identical(e[[1]], quote(`(`))) return(empty(e[[2]]))
  parts <- Filter(function(p) !is.numeric(p), as.list(e)[-1])
  none <- function(p) length(attr(terms(as.formula(bquote(~ .(p)))), "term.labels")) == 0
  any(vapply(parts, none, TRUE)) || any(vapply(parts, empty, TRUE))
}
seen <- character(0)
while (length(seen) < 400) {
  s <- side(pick(1:4))
  if (s %in% seen || nchar(s) > 120) next
  t <- tryCatch(terms(as.formula(paste("y ~", s))), error = function(e) NULL)
  if (is.null(t) || empty(t[[3]])) next
  labels <- attr(t, "term.labels")
  if (any(grepl("%in%", labels, fixed = TRUE))) next     # R keeps the text of %in% as a label in some cases
  seen <- c(seen, s)
  cat(s, attr(t, "intercept"), paste(labels, collapse = " + "), sep = "\t")
  cat("\n")
}
