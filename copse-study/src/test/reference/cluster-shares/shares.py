"""Marginal effects of a logistic and a Poisson mixed model of clusters, by brute force.

The likelihood of each cluster is integrated with 60 points of Gauss-Hermite quadrature around its mode; gradients are
exact to rounding (complex steps), the Hessian is their central difference. Means of arms are averaged over the normal
distribution of clusters with 200 points; standard errors by the delta method from all parameters, the standard
deviation between clusters among them. Run: python3 shares.py > values.csv
"""
import csv
import numpy as np
from scipy.optimize import minimize

rng = np.random.default_rng(20260301)
rows = []
for cluster in range(1, 37):
    arm = cluster % 2
    size = int(rng.integers(8, 60))
    level = rng.normal(0, 0.5)
    p = 1 / (1 + np.exp(-(-1.6 + 0.7 * arm + level)))
    rows.append((cluster, arm, size, int(rng.binomial(size, p)), int(rng.poisson(size * np.exp(-0.4 + 0.3 * arm + level)))))
with open("clusters.csv", "w", newline="") as f:
    out = csv.writer(f)
    out.writerow(["cluster", "arm", "size", "yes", "events"])
    out.writerows(rows)

data = np.array(rows, dtype=float)
arm, n, yes, events = data[:, 1], data[:, 2], data[:, 3], data[:, 4]
nodes, weights = np.polynomial.hermite_e.hermegauss(60)
many, heavy = np.polynomial.hermite_e.hermegauss(200)
heavy = heavy / heavy.sum()


def density(kind, eta):
    if kind == "binomial":
        return yes * eta - n * np.log1p(np.exp(eta))
    return events * eta - n * np.exp(eta)


def loglik(kind, psi):
    b0, b1, sd = psi
    real = np.real(psi)
    u = np.zeros(len(n))
    for _ in range(60):
        eta = real[0] + real[1] * arm + real[2] * u
        mu = n / (1 + np.exp(-eta)) if kind == "binomial" else n * np.exp(eta)
        w = mu * (1 - mu / n) if kind == "binomial" else mu
        y = yes if kind == "binomial" else events
        u = u + (real[2] * (y - mu) - u) / (1 + real[2] ** 2 * w)
    scale = 1 / np.sqrt(1 + real[2] ** 2 * w)
    total = 0
    for g in range(len(n)):
        x = u[g] + scale[g] * nodes
        eta = b0 + b1 * arm[g] + sd * x
        if kind == "binomial":
            l = yes[g] * eta - n[g] * np.log(1 + np.exp(eta))
        else:
            l = events[g] * eta - n[g] * np.exp(eta)
        l = l - 0.5 * x**2 + 0.5 * nodes**2
        top = np.max(np.real(l))
        total = total + top + np.log(scale[g] * np.sum(weights * np.exp(l - top)))
    return total


def gradient(kind, psi):
    g = np.zeros(3)
    for i in range(3):
        z = psi.astype(complex)
        z[i] += 1e-30j
        g[i] = np.imag(loglik(kind, z)) / 1e-30
    return g


def means(kind, psi):
    b0, b1, sd = psi
    inverse = (lambda e: 1 / (1 + np.exp(-e))) if kind == "binomial" else np.exp
    return np.array([np.sum(heavy * inverse(b0 + b1 * a + sd * many)) for a in (0, 1)])


expected = {}
for kind, start in (("binomial", [-1.6, 0.7, 0.5]), ("poisson", [-0.4, 0.3, 0.5])):
    best = minimize(lambda p: -np.real(loglik(kind, p)), np.array(start), jac=lambda p: -gradient(kind, p), method="BFGS",
                    options={"gtol": 1e-10})
    psi = best.x
    h = np.zeros((3, 3))
    for i in range(3):
        e = np.zeros(3)
        e[i] = 1e-4
        h[i] = (8 * (gradient(kind, psi + e) - gradient(kind, psi - e))
                - (gradient(kind, psi + 2 * e) - gradient(kind, psi - 2 * e))) / 12e-4
    for _ in range(4):
        psi = psi - np.linalg.solve(0.5 * (h + h.T), gradient(kind, psi))
    v = np.linalg.inv(-0.5 * (h + h.T))
    m = means(kind, psi)
    d = np.array([np.imag(means(kind, psi + 1e-30j * np.eye(3)[i])) / 1e-30 for i in range(3)]).T
    se = lambda g: float(np.sqrt(g @ v @ g))
    assert np.abs(gradient(kind, psi)).max() < 1e-10
    expected[kind] = {
        "sd": psi[2],
        "difference": m[1] - m[0], "difference_se": se(d[1] - d[0]),
        "ratio": m[1] / m[0], "log_ratio_se": se(d[1] / m[1] - d[0] / m[0]),
        "conditional": float(np.exp(psi[1])), "log_conditional_se": float(np.sqrt(v[1, 1])),
    }
    if kind == "binomial":
        odds = m / (1 - m)
        g = d / (m * (1 - m))[:, None]
        expected[kind]["odds_ratio"] = odds[1] / odds[0]
        expected[kind]["log_odds_ratio_se"] = se(g[1] - g[0])
print("name,value")
for kind, values in expected.items():
    for name, value in values.items():
        print(f"{kind} {name},{float(value)!r}")
