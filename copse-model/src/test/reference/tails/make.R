# Reference values of the studentised range and of far tails: Rscript make.R > values-r.csv
# R's ptukey sums Gauss-Legendre panels until a relative change of 1e-14 or so, but keeps about 10 digits; its upper
# tail is 1 - P below the surface, so that tails under 1e-8 are not used here; nor are df < 10, where it is off by up to 1e-6
# (k = 2, which is Student t, shows it): those values are from make.py.
options(digits = 15)
cat("# ", R.version.string, "\n", sep = "")
cat("function,a,b,c,value\n")
for (k in c(2, 3, 5, 10, 30)) for (df in c(17.5, 44.36, 120, 5000, Inf)) {
  for (q in c(0.05, 0.5, 1, 2, 3.5, 5, 8)) {
    p <- ptukey(q, k, df, lower.tail = FALSE)
    if (p > 1e-8) cat("ptukey", q, k, df, p, sep = ",", fill = TRUE)
  }
  for (p in c(0.01, 0.05, 0.5)) cat("qtukey", p, k, df, qtukey(p, k, df, lower.tail = FALSE), sep = ",", fill = TRUE)
}
for (df in c(1, 3.7, 17, 13715.7, 695013, Inf)) for (t in c(0.1, 2, 8, 40, 300)) {
  lp <- log(2) + pt(-t, df, log.p = TRUE)
  cat("logt", t, df, 0, lp, sep = ",", fill = TRUE)
}
for (d2 in c(4, 44.97, 695013, Inf)) for (f in c(0.5, 11, 600, 17358)) {
  cat("logf", f, 4, d2, pf(f, 4, d2, lower.tail = FALSE, log.p = TRUE), sep = ",", fill = TRUE)
}
for (x in c(0.3, 9, 14307, 1e5)) cat("logchi", x, 3, 0, pchisq(x, 3, lower.tail = FALSE, log.p = TRUE), sep = ",", fill = TRUE)
