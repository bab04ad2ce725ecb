"""Non-central t: python3 make_noncentral.py > values-noncentral.csv

log P(T > t) from the series of incomplete beta functions with 600 digits, so that its subtractions do no harm; for
many degrees of freedom, where the series is slow, by Gauss-Legendre quadrature over log S with 40 digits.
"""
from mpmath import mp, mpf, ncdf, exp, log, gamma, loggamma, betainc, quad, sqrt, erfc


def cdf_series(t, df, ncp):
    """P(T <= t), t >= 0."""
    t, df, ncp = mpf(t), mpf(df), mpf(ncp)
    x, b = t * t / (df + t * t), df / 2
    lam = ncp * ncp / 2
    p, q = exp(-lam), ncp * exp(-lam) / sqrt(mpf(2)) / gamma(mpf(3) / 2)
    odd, even = betainc(mpf(1) / 2, b, 0, x, regularized=True), betainc(1, b, 0, x, regularized=True)
    a1, a2 = mpf(1) / 2, mpf(1)
    d1 = exp(a1 * log(x) + b * log(1 - x) - log(a1) - loggamma(a1) - loggamma(b) + loggamma(a1 + b))
    d2 = exp(a2 * log(x) + b * log(1 - x) - log(a2) - loggamma(a2) - loggamma(b) + loggamma(a2 + b))
    total, j = mpf(0), 0
    while True:
        term = p * odd + q * even
        total += term
        if j > lam and term < mpf(10) ** (-mp.dps + 20):
            break
        odd, even = odd - d1, even - d2
        d1, d2 = d1 * x * (a1 + b) / (a1 + 1), d2 * x * (a2 + b) / (a2 + 1)
        a1, a2, j = a1 + 1, a2 + 1, j + 1
        p, q = p * lam / j, q * lam / (j + mpf(1) / 2)
    return erfc(ncp / sqrt(mpf(2))) / 2 + total / 2


def upper_series(t, df, ncp):
    if t < 0:
        return cdf_series(-t, df, -mpf(ncp))
    return 1 - cdf_series(t, df, ncp)


def upper_quadrature(t, df, ncp):
    t, df, ncp = mpf(t), mpf(df), mpf(ncp)
    a = df / 2
    c = log(2) + a * log(a) - loggamma(a)
    sd = 1 / sqrt(2 * df)
    f = lambda u: exp(c + df * u - a * exp(2 * u)) * erfc((t * exp(u) - ncp) / sqrt(mpf(2))) / 2
    return quad(f, [i * sd for i in range(-30, 31)])


print("# mpmath 1.3.0; t, df, ncp, log P(T > t)")
print("function,a,b,c,value")
series = [
    (2.1, 18, 2.148), (-2.1, 18, 2.148), (2.776, 4, 0.3), (-2.776, 4, 0.3), (12.7, 1, 3), (-12.7, 1, 3), (4.3, 2, 20),
    (-4.3, 2, 20), (4.3, 2, 0), (50, 10, 0), (50, 10, 3), (-50, 10, 3), (0.1, 7.5, 25), (-0.1, 7.5, 25), (0, 3, -5),
    (0, 3, 5), (1.5, 30, 38), (200, 3, 39), (30, 3, 39), (100, 3, 45), (30, 3, 45), (200, 2, 100), (60, 50, 100),
    (-60, 50, -100), (-150, 3, -100), (1.96, 400, 2.8), (3, 1, -8), (636.6, 1, 2), (-1, 0.5, 1), (1.65, 18, -12), (0.5, 60, 45),
    (5, 3, 60), (1000, 2, 60), (2, 1, 41), (-3, 2.5, 60), (90, 100, 60), (9.9, 1, 30),
]
for t, df, ncp in series:
    mp.dps = 600
    value = log(upper_series(t, df, ncp))
    mp.dps = 17
    print("nct", t, df, ncp, mp.nstr(value, 17), sep=",")
for t, df, ncp in [(1.96, 1e6, 2.8), (-1.96, 1e6, 2.8), (1.96, 1e9, -5), (12, 5000, 2), (30, 1e4, 2)]:
    mp.dps = 40
    value = log(upper_quadrature(t, df, ncp))
    print("nct", t, df, ncp, mp.nstr(value, 17), sep=",")
