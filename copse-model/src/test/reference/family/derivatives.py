"""Log densities of families and their derivatives, with 60 to 250 digits, printed to 17.

python3 derivatives.py > derivatives.csv     (mpmath 1.3.0)

Densities are written here as in textbooks, from gamma functions and probabilities, and differentiated numerically:
nothing of how copse computes them is shared.
"""
from mpmath import mp, mpf, exp, expm1, log, loggamma, ncdf, pi, diff


def mean(link, eta):
    if link == "identity":
        return eta
    if link == "log":
        return exp(eta)
    if link == "logit":
        return 1 / (1 + exp(-eta))
    if link == "probit":
        return ncdf(eta)
    if link == "cloglog":
        return -expm1(-exp(eta))
    return 1 / eta


def choose(n, k):
    return loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1)


def density(family, mu, y, size, omega):
    phi = exp(omega)
    if family == "binomial":
        return choose(size, y) + y * log(mu) + (size - y) * log(1 - mu)
    if family == "betabinomial":
        a, b = mu * phi, (1 - mu) * phi
        beta = lambda p, q: loggamma(p) + loggamma(q) - loggamma(p + q)
        return choose(size, y) + beta(y + a, size - y + b) - beta(a, b)
    if family == "poisson":
        return y * log(size * mu) - size * mu - loggamma(y + 1)
    if family in ("nbinom1", "nbinom2"):
        r = phi if family == "nbinom2" else mu / phi
        return loggamma(y + r) - loggamma(r) - loggamma(y + 1) + r * log(r / (r + mu)) + y * log(mu / (r + mu))
    if family == "Gamma":
        k = size / phi
        return k * log(k / mu) + (k - 1) * log(y) - k * y / mu - loggamma(k)
    return -size * (y - mu) ** 2 / (2 * phi) - log(2 * pi * phi / size) / 2


def fisher(family, mu, size, omega):
    """Expected weight for the mean; quasi-likelihood where there is no closed form."""
    phi = exp(omega)
    return {
        "binomial": lambda: size / (mu * (1 - mu)),
        "betabinomial": lambda: size / (mu * (1 - mu) * (1 + (size - 1) / (phi + 1))),
        "poisson": lambda: size / mu,
        "nbinom1": lambda: 1 / (mu * (1 + phi)),
        "nbinom2": lambda: 1 / (mu + mu**2 / phi),
        "Gamma": lambda: size / (phi * mu**2),
        "gaussian": lambda: size / phi,
    }[family]()


def cases():
    tails = [-300, -40, -9, -3, -1.5, -1.4, -0.2, 0, 0.7, 2, 3.5, 6, 9, 36]
    for link, etas in {
        "logit": tails,
        "probit": [-300, -40, -9, -3, -1.5, -1.4, -0.2, 0, 0.7, 2, 6, 9, 29],
        "cloglog": [-300, -40, -9, -3.1, -2.9, -1.5, -0.2, 0, 0.7, 2, 3.5, 6],
        "log": [-300, -9, -0.2, -1e-9],
        "identity": [1e-12, 0.3, 0.999999],
    }.items():
        for eta in etas:
            for y, n in ((0, 1), (1, 1), (3, 12)):
                yield "binomial", link, y, n, eta, 0, None
        for eta in (e for e in etas[1::2] if -1e-3 > e or 0 <= e < 4):
            for y, n, omega in ((0, 1, 1), (2, 5, -2), (5, 5, 20), (40, 300, 3)):
                yield "betabinomial", link, y, n, eta, omega, None
    for omega in (-30, -6, 0, 4, 15, 33):
        for y, n in ((1, 3), (30, 49), (900, 2000)):
            yield "betabinomial", "logit", y, n, -0.6, omega, None
    for link, etas in {"log": [-300, -20, -2, 0.3, 5, 20], "identity": [1e-9, 0.4, 37, 1e6]}.items():
        for eta in etas:
            for y in (0, 7, 5000):
                yield "poisson", link, y, 1 + y % 4, eta, 0, None
            for y, zeta in ((0, -50), (0, 0.3), (0, 40), (7, -1.5)):
                yield "poisson", link, y, 1, eta, 0, zeta
    for link, etas in {"log": [-20, -2, 2, 9, 20], "identity": [0.4, 370]}.items():
        for eta in etas:
            for family in ("nbinom1", "nbinom2"):
                for y, omega in ((0, -8), (0, 3), (1, 0.5), (7, -8), (7, 3), (7, 21), (60, 0.5), (60, 8), (5000, 3)):
                    yield family, link, y, 1, eta, omega, None
                for y, omega, zeta in ((0, 0.4, -2), (0, 0.4, 0.3), (0, 9, 40), (4, -1.1, 0.3)):
                    yield family, link, y, 1, eta, omega, zeta
    for link, etas in {"log": [-30, 0.5, 12], "inverse": [1e-4, 2.5, 800], "identity": [1e-4, 2.5, 800]}.items():
        for eta in etas:
            mu = float(mean(link, mpf(eta)))
            for relative in (1e-6, 1 + 1e-7, 4, 1000):
                for omega in (-25, 0.2, 5):
                    yield "Gamma", link, mu * relative, 2.5, eta, omega, None
    for link, etas in {"log": [-5, 3], "inverse": [-2, 0.01], "identity": [-700, 2]}.items():
        for eta in etas:
            for y in (-1.5, 8):
                yield "gaussian", link, y, 0.7, eta, 1.3, None


def row(family, link, y, size, eta, omega, zeta):
    # small probabilities beside 1 need many digits, gamma functions are slow with them
    mp.dps = 250 if family in ("binomial", "poisson") else 60
    y, size, eta, omega = map(mpf, (y, size, eta, omega))
    z = None if zeta is None else mpf(zeta)

    def value(h, o, inflation):
        base = density(family, mean(link, h), y, size, o)
        if inflation is None:
            return base
        p = 1 / (1 + exp(-inflation))
        return log(p + (1 - p) * exp(base)) if y == 0 else log(1 - p) + base

    def expected(h, o):
        return diff(lambda e: mean(link, e), h) ** 2 * fisher(family, mean(link, h), size, o)

    shaped = family not in ("binomial", "poisson")
    point = (eta, omega)
    out = [value(eta, omega, z)]
    by = lambda i, j: diff(lambda h, o: value(h, o, z), point, (i, j))
    out += [by(1, 0), -by(2, 0), expected(*point), -by(3, 0), diff(lambda h: expected(h, omega), eta)]
    out += [by(0, 1), by(1, 1), -by(2, 1), diff(lambda o: expected(eta, o), omega)] if shaped else [0] * 4
    if z is not None:
        to = lambda i: diff(lambda h, q: value(h, omega, q), (eta, z), (i, 1))
        out += [to(0), to(1), -to(2)]
    else:
        out += [0] * 3
    inputs = [family, link] + [mp.nstr(v, 17) for v in (y, size, eta, omega)] + ["" if z is None else mp.nstr(z, 17)]
    # below it are zeros with the errors of numerical differentiation
    least = mpf(10) ** (-mp.dps + 50 if mp.dps > 100 else -mp.dps + 12)
    return inputs + [mp.nstr(v, 17) if abs(v) > least else "0" for v in map(mpf, out)]


print(
    "family,link,y,size,eta,omega,zeta,value,score,weight,expected,weightSlope,expectedSlope,"
    "byShape,scoreByShape,weightByShape,expectedByShape,byZero,scoreByZero,weightByZero"
)
for case in cases():
    print(",".join(row(*case)))
