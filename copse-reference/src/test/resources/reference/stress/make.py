#!/usr/bin/env python3
"""Linear mixed models that are hard on the arithmetic or on the formula, evaluated with 60 digits.

  python3 make.py [NAME ...]      writes NAME.csv and NAME.json of this folder; all cases without a name

Needs gmpy2 (arithmetic) and scipy (tail probabilities, start of the optimiser). Data are made here; the numbers
are the doubles nearest to what the CSV says. The profiled criterion is that of Bates, Maechler, Bolker and Walker
(2015), J. Stat. Softw. 67(1), doi:10.18637/jss.v067.i01; its optimum is found by Newton steps whose derivatives
are differences at a step of 1e-15, which at 60 digits are right to about 1e-30. Satterthwaite degrees of
freedom as in lmerTest (Kuznetsova, Brockhoff and Christensen 2017, doi:10.18637/jss.v082.i13). R squared as in
Nakagawa, Johnson and Schielzeth (2017), doi:10.1098/rsif.2017.0213, the variance of random slopes averaged over
the rows. check.R holds the results against lme4 and lmerTest, of which nothing is in the files.
"""
import hashlib
import json
import math
import os
import statistics
import sys

import gmpy2
from gmpy2 import mpfr
from scipy import optimize, stats

gmpy2.get_context().precision = 200
STEP = mpfr("1e-15")
MASK = (1 << 64) - 1


class Rng:
    """SplitMix64, as in the project's generators."""

    def __init__(self, seed):
        self.s = seed & MASK

    def u(self):
        self.s = (self.s + 0x9E3779B97F4A7C15) & MASK
        z = self.s
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) / 9007199254740992.0

    def n(self):
        return statistics.NormalDist().inv_cdf(self.u() + 2.0 ** -54)


# ---------------------------------------------------------------- matrices: lists of rows of mpfr

def cholesky(a):
    """Lower L with L L' = a."""
    n = len(a)
    l = [[mpfr(0)] * n for _ in range(n)]
    for j in range(n):
        lj = l[j]
        d = a[j][j] - sum(x * x for x in lj[:j])
        if d <= 0:
            raise ArithmeticError("not positive definite at %d" % j)
        lj[j] = gmpy2.sqrt(d)
        for i in range(j + 1, n):
            li = l[i]
            s = a[i][j]
            for k in range(j):
                if li[k] and lj[k]:
                    s -= li[k] * lj[k]
            li[j] = s / lj[j]
    return l


def forward(l, b):
    """Solves L x = b."""
    x = []
    for i, row in enumerate(l):
        s = b[i]
        for k in range(i):
            if row[k] and x[k]:
                s -= row[k] * x[k]
        x.append(s / row[i])
    return x


def backward(l, b):
    """Solves L' x = b."""
    n = len(b)
    x = list(b)
    for i in reversed(range(n)):
        x[i] /= l[i][i]
        for k in range(i):
            if l[i][k]:
                x[k] -= l[i][k] * x[i]
    return x


def solve_spd(a, b):
    l = cholesky(a)
    return backward(l, forward(l, b))


def inverse_spd(a):
    n = len(a)
    l = cholesky(a)
    return [backward(l, forward(l, [mpfr(i == j) for i in range(n)])) for j in range(n)]


def dot(a, b):
    return gmpy2.fsum([x * y for x, y in zip(a, b) if x and y]) if a else mpfr(0)


def quadratic(v, a):
    return dot(v, [dot(row, v) for row in a])


# ---------------------------------------------------------------- the model

class Term:
    """One term: columns z (lists over rows) times the levels of a factor; unstructured covariance."""

    def __init__(self, group, codes, levels, names, columns):
        self.group, self.codes, self.levels, self.names, self.columns = group, codes, levels, names, columns
        self.k = len(names)
        self.ntheta = self.k * (self.k + 1) // 2

    def template(self, theta):
        """Relative Cholesky factor, column-wise lower triangle."""
        t = [[mpfr(0)] * self.k for _ in range(self.k)]
        at = 0
        for j in range(self.k):
            for i in range(j, self.k):
                t[i][j] = theta[at]
                at += 1
        return t

    def diagonal(self):
        flags = []
        for j in range(self.k):
            flags += [True] + [False] * (self.k - 1 - j)
        return flags


class Model:
    def __init__(self, y, names, x, terms, weights=None, offset=None):
        self.n, self.p = len(y), len(names)
        self.names, self.terms = names, terms
        self.w = [mpfr(v) for v in weights] if weights else [mpfr(1)] * self.n
        self.offset = [mpfr(v) for v in offset] if offset else [mpfr(0)] * self.n
        self.y = [mpfr(v) - o for v, o in zip(y, self.offset)]
        self.x = [[mpfr(v) for v in column] for column in x]
        self.z = []                                              # columns of Z, sparse: {row: value}
        for t in terms:
            t.first = len(self.z)
            for level in range(len(t.levels)):
                rows = [i for i in range(self.n) if t.codes[i] == level]
                for column in t.columns:
                    self.z.append({i: mpfr(column[i]) for i in rows})
        self.q = len(self.z)
        self.ztz = [[self._zz(a, b) if i >= j else None for j, b in enumerate(self.z)] for i, a in enumerate(self.z)]
        for i in range(self.q):
            for j in range(i + 1, self.q):
                self.ztz[i][j] = self.ztz[j][i]
        self.ztx = [[self._zv(a, c) for c in self.x] for a in self.z]
        self.zty = [self._zv(a, self.y) for a in self.z]
        wx = [[w * v for w, v in zip(self.w, c)] for c in self.x]
        self.xtx = [[dot(a, b) for b in wx] for a in self.x]
        self.xty = [dot(c, self.y) for c in wx]
        self.yty = dot([w * v for w, v in zip(self.w, self.y)], self.y)
        self.logw = gmpy2.fsum([gmpy2.log(w) for w in self.w])
        self.ntheta = sum(t.ntheta for t in terms)

    @classmethod
    def of_sums(cls, n, names, terms, ztz, ztx, zty, xtx, xty, yty):
        """The same model out of its cross-products, for data of which only these are wanted."""
        self = cls.__new__(cls)
        self.n, self.p, self.q, self.names, self.terms = n, len(names), len(ztz), names, terms
        self.ztz, self.ztx, self.zty, self.xtx, self.xty, self.yty = ztz, ztx, zty, xtx, xty, yty
        self.logw, self.x = mpfr(0), None
        self.ntheta = sum(t.ntheta for t in terms)
        first = 0
        for t in terms:
            t.first = first
            first += t.k * len(t.levels)
        return self

    def _zz(self, a, b):
        if len(b) < len(a):
            a, b = b, a
        return gmpy2.fsum([self.w[i] * v * b[i] for i, v in a.items() if i in b])

    def _zv(self, a, c):
        return gmpy2.fsum([self.w[i] * v * c[i] for i, v in a.items()])

    def templates(self, theta):
        at, out = 0, []
        for t in self.terms:
            out.append(t.template(theta[at:at + t.ntheta]))
            at += t.ntheta
        return out

    def _lambda_t(self, theta, columns):
        """Lambda' m for m given as rows (q x anything)."""
        width = len(columns[0])
        out = [None] * self.q
        for t, l in zip(self.terms, self.templates(theta)):
            for level in range(len(t.levels)):
                first = t.first + level * t.k
                for j in range(t.k):
                    out[first + j] = [
                        gmpy2.fsum([l[i][j] * columns[first + i][c] for i in range(j, t.k)]) for c in range(width)]
        return out

    def solve(self, theta):
        a = self._lambda_t(theta, self.ztz)
        a = self._lambda_t(theta, [list(c) for c in zip(*a)])
        for i in range(self.q):
            a[i][i] += 1
        l = cholesky(a)
        right = self._lambda_t(theta, [row + [v] for row, v in zip(self.ztx, self.zty)])
        solved = [forward(l, [row[c] for row in right]) for c in range(self.p + 1)]
        rzx, cu = solved[:self.p], solved[self.p]
        xvx = [[self.xtx[i][j] - dot(rzx[i], rzx[j]) for j in range(self.p)] for i in range(self.p)]
        xvy = [self.xty[i] - dot(rzx[i], cu) for i in range(self.p)]
        rx = cholesky(xvx)
        cb = forward(rx, xvy)
        pwrss = self.yty - dot(cu, cu) - dot(cb, cb)
        beta = backward(rx, cb)
        return l, rzx, cu, rx, xvx, beta, pwrss

    def logdets(self, l, rx, reml):
        v = 2 * gmpy2.fsum([gmpy2.log(l[i][i]) for i in range(self.q)])
        if reml:
            v += 2 * gmpy2.fsum([gmpy2.log(rx[i][i]) for i in range(self.p)])
        return v

    def criterion(self, theta, reml):
        l, _, _, rx, _, _, pwrss = self.solve(theta)
        m = self.n - self.p if reml else self.n
        return self.logdets(l, rx, reml) - self.logw + m * (1 + gmpy2.log(2 * gmpy2.const_pi() * pwrss / m))

    def deviance(self, varpar, reml):
        """-2 log likelihood in (theta, sigma), beta profiled out."""
        l, _, _, rx, _, _, pwrss = self.solve(varpar[:-1])
        s2 = varpar[-1] ** 2
        m = self.n - self.p if reml else self.n
        return self.logdets(l, rx, reml) - self.logw + m * gmpy2.log(2 * gmpy2.const_pi() * s2) + pwrss / s2


def gradient_and_hessian(f, at):
    k = len(at)
    h = [STEP * max(abs(v), mpfr("1e-3")) for v in at]

    def moved(*moves):
        x = list(at)
        for i, sign in moves:
            x[i] += sign * h[i]
        return f(x)

    f0 = f(at)
    plus, minus = [moved((i, 1)) for i in range(k)], [moved((i, -1)) for i in range(k)]
    g = [(plus[i] - minus[i]) / (2 * h[i]) for i in range(k)]
    hess = [[mpfr(0)] * k for _ in range(k)]
    for i in range(k):
        hess[i][i] = (plus[i] - 2 * f0 + minus[i]) / h[i] ** 2
        for j in range(i):
            both = moved((i, 1), (j, 1)) + moved((i, -1), (j, -1))
            hess[i][j] = hess[j][i] = (both - plus[i] - minus[i] - plus[j] - minus[j] + 2 * f0) / (2 * h[i] * h[j])
    return g, hess


def optimum(model, reml):
    scale = []
    for t in model.terms:                                        # theta of a slope has the inverse unit of its column
        rms = [math.sqrt(sum(float(v) ** 2 for v in c) / model.n) if model.x else 1 for c in t.columns]
        for j in range(t.k):
            scale += [1 / rms[i] for i in range(j, t.k)]
    diagonal = [d for t in model.terms for d in t.diagonal()]

    def f(v):
        try:
            return float(model.criterion([mpfr(float(x)) * mpfr(s) for x, s in zip(v, scale)], reml))
        except ArithmeticError:
            return 1e300
    start = [0.5 if d else 0.0 for d in diagonal]
    found = optimize.minimize(f, start, method="Powell",
                              bounds=[(0, 50) if d else (-50, 50) for d in diagonal], options={"xtol": 1e-5, "ftol": 1e-12})
    theta = [mpfr(float(x)) * mpfr(s) for x, s in zip(found.x, scale)]
    for step in range(25):
        g, h = gradient_and_hessian(lambda v: model.criterion(v, reml), theta)
        move = solve_spd(h, g)
        theta = [t - m for t, m in zip(theta, move)]
        size = max(abs(m / s) for m, s in zip(move, scale))
        if size < 1e-25:
            break
    else:
        raise ArithmeticError("no convergence")
    for value, d in zip(theta, diagonal):
        if d and value <= 0:
            raise ArithmeticError("optimum on the boundary: choose other data")
    return theta, step + 1, max(abs(v) for v in g)


# ---------------------------------------------------------------- results

def number(v):
    return float("%.15g" % float(v))


def named(names, a):
    return {"names": names, "colnames": names, "values": [[number(v) for v in row] for row in a]}


def quantile(v, p):
    at = (len(v) - 1) * p
    low = int(math.floor(at))
    return v[low] + (at - low) * (v[min(low + 1, len(v) - 1)] - v[low])


def summary(v):
    v = [mpfr(x) for x in v]
    s, n = sorted(v), len(v)
    mean = gmpy2.fsum(v) / n
    sd = gmpy2.sqrt(gmpy2.fsum([(x - mean) ** 2 for x in v]) / (n - 1))
    out = {"n": n}
    for name, p in (("min", 0), ("q25", mpfr("0.25")), ("median", mpfr("0.5")), ("q75", mpfr("0.75")), ("max", 1)):
        out[name] = number(quantile(s, p))
    out.update(mean=number(mean), sd=number(sd), sumsq=number(gmpy2.fsum([x * x for x in v])),
               first=[number(x) for x in v[:8]], last=[number(x) for x in v[-4:]])
    return out


def theta_names(terms):
    """lme4's: group.column on the diagonal, group.row.column below it."""
    names = []
    for t in terms:
        for j in range(t.k):
            names += [".".join([t.group, t.names[i]] + ([t.names[j]] if i > j else [])) for i in range(j, t.k)]
    return names


def joint_df(nu):
    """Denominator df of an F test out of those of its independent t tests."""
    if len(nu) == 1 or max(nu) - min(nu) < 1e-8:
        return sum(nu) / len(nu)
    if min(nu) <= 2:
        return 2.0
    e = sum(v / (v - 2) for v in nu)
    return 2 * e / (e - len(nu))


def eigen(a):
    """Eigenvalues and vectors (columns) of a small symmetric matrix by Jacobi rotations."""
    n = len(a)
    a = [list(r) for r in a]
    v = [[mpfr(i == j) for j in range(n)] for i in range(n)]
    for _ in range(100):
        off = max([abs(a[i][j]) / gmpy2.sqrt(a[i][i] * a[j][j]) for i in range(n) for j in range(i)], default=mpfr(0))
        if off < 1e-45:
            break
        for i in range(n):
            for j in range(i + 1, n):
                if a[i][j] == 0:
                    continue
                angle = (a[j][j] - a[i][i]) / (2 * a[i][j])
                t = (1 if angle >= 0 else -1) / (abs(angle) + gmpy2.sqrt(angle * angle + 1))
                c = 1 / gmpy2.sqrt(t * t + 1)
                s = t * c
                for m in range(n):
                    a[m][i], a[m][j] = c * a[m][i] - s * a[m][j], s * a[m][i] + c * a[m][j]
                for m in range(n):
                    a[i][m], a[j][m] = c * a[i][m] - s * a[j][m], s * a[i][m] + c * a[j][m]
                for m in range(n):
                    v[m][i], v[m][j] = c * v[m][i] - s * v[m][j], s * v[m][i] + c * v[m][j]
    return [a[i][i] for i in range(n)], v


def fit(model, reml, tests):
    theta, steps, worst = optimum(model, reml)
    l, rzx, cu, rx, xvx, beta, pwrss = model.solve(theta)
    n, p = model.n, model.p
    sigma2 = pwrss / (n - p if reml else n)
    sigma = gmpy2.sqrt(sigma2)
    crit = model.criterion(theta, reml)
    unit = inverse_spd(xvx)
    vcov = [[sigma2 * v for v in row] for row in unit]

    # Satterthwaite: derivatives of the variance of each contrast in (theta, sigma)
    varpar = theta + [sigma]
    _, hess = gradient_and_hessian(lambda v: model.deviance(v, reml), varpar)
    covariance = [[2 * v for v in row] for row in inverse_spd(hess)]
    derivatives = []
    for k in range(len(varpar)):
        h = STEP * max(abs(varpar[k]), mpfr("1e-3"))
        sides = []
        for sign in (1, -1):
            at = list(varpar)
            at[k] += sign * h
            inv = inverse_spd(model.solve(at[:-1])[4])
            sides.append([[at[-1] ** 2 * v for v in row] for row in inv])
        derivatives.append([[(a - b) / (2 * h) for a, b in zip(r, s)] for r, s in zip(*sides)])

    def df_of(contrast):
        g = [quadratic(contrast, d) for d in derivatives]
        return 2 * quadratic(contrast, vcov) ** 2 / quadratic(g, covariance)

    fixef = []
    for j, name in enumerate(model.names):
        se = gmpy2.sqrt(vcov[j][j])
        df = df_of([mpfr(i == j) for i in range(p)])
        t = beta[j] / se
        fixef.append({"name": name, "estimate": number(beta[j]), "se": number(se), "t": number(t),
                      "satterthwaite_df": number(df), "satterthwaite_p": 2 * stats.t.sf(abs(float(t)), float(df))})
    anova = []
    for term, rows in tests:
        middle = [[dot(a, [dot(r, b) for r in vcov]) for b in rows] for a in rows]
        values, vectors = eigen(middle)
        nu, f = [], mpfr(0)
        for m in range(len(rows)):
            contrast = [gmpy2.fsum([vectors[r][m] * rows[r][c] for r in range(len(rows))]) for c in range(p)]
            nu.append(float(df_of(contrast)))
            f += dot(contrast, beta) ** 2 / values[m] / len(rows)
        ddf = joint_df(nu)
        anova.append({"term": term, "num_df": len(rows), "den_df": number(ddf), "F": number(f),
                      "p": float(stats.f.sf(float(f), len(rows), ddf))})

    # modes b = Lambda u, their covariance given theta and beta: sigma^2 Lambda A^-1 Lambda'
    u = backward(l, [c - dot([row[i] for row in rzx], beta) for i, c in enumerate(cu)])
    half = [forward(l, [mpfr(i == j) for i in range(model.q)]) for j in range(model.q)]   # columns of L^-1
    varcomp, ranef, effects = [], {}, [mpfr(0)] * model.q
    names, merged = {}, {}
    for number_of, (t, tpl) in enumerate(zip(model.terms, model.templates(theta))):
        sigma_b = [[sigma2 * dot(a, b) for b in tpl] for a in tpl]
        for i in range(t.k):
            varcomp.append({"grp": t.group, "var1": t.names[i], "var2": None, "vcov": number(sigma_b[i][i]),
                            "sdcor": number(gmpy2.sqrt(sigma_b[i][i]))})
        for i in range(t.k):
            for j in range(i + 1, t.k):
                cor = sigma_b[i][j] / gmpy2.sqrt(sigma_b[i][i] * sigma_b[j][j])
                varcomp.append({"grp": t.group, "var1": t.names[i], "var2": t.names[j],
                                "vcov": number(sigma_b[i][j]), "sdcor": number(cor)})
        modes, cond = [], []
        for level in range(len(t.levels)):
            first = t.first + level * t.k
            b = [dot(tpl[i], u[first:first + t.k]) for i in range(t.k)]
            effects[first:first + t.k] = b
            rows = [[gmpy2.fsum([tpl[i][j] * half[first + j][m] for j in range(t.k)]) for m in range(model.q)]
                    for i in range(t.k)]
            modes.append(b)
            cond.append([[sigma2 * dot(a, c) for c in rows] for a in rows])
        got = merged.setdefault(t.group, {"levels": t.levels, "terms": [], "modes": [[] for _ in t.levels], "cond": [[] for _ in t.levels]})
        got["terms"] += t.names
        for level in range(len(t.levels)):
            got["modes"][level] += modes[level]
            got["cond"][level].append(cond[level])
    varcomp.append({"grp": "Residual", "var1": None, "var2": None, "vcov": number(sigma2), "sdcor": number(sigma)})
    for group, got in merged.items():
        k = len(got["terms"])

        def block_diagonal(blocks):
            out = [[0.0] * k for _ in range(k)]
            at = 0
            for block in blocks:
                for i, row in enumerate(block):
                    for j, v in enumerate(row):
                        out[at + i][at + j] = number(v)
                at += len(block)
            return out
        condvar = [block_diagonal(b) for b in got["cond"]]
        ranef[group] = {
            "nlevels": len(got["levels"]), "listed": "all levels", "terms": got["terms"],
            "sum_modes": [number(gmpy2.fsum([m[i] for m in got["modes"]])) for i in range(k)],
            "sumsq_modes": [number(gmpy2.fsum([m[i] ** 2 for m in got["modes"]])) for i in range(k)],
            "sum_condvar_diag": [number(gmpy2.fsum([mpfr(c[i][i]) for c in condvar])) for i in range(k)],
            "levels": got["levels"], "modes": [[number(v) for v in m] for m in got["modes"]], "condvar": condvar}

    z = mpfr(repr(stats.norm.ppf(0.975)))
    wald = [{"name": f["name"], "lower": number(b - z * gmpy2.sqrt(vcov[j][j])), "upper": number(b + z * gmpy2.sqrt(vcov[j][j]))}
            for j, (f, b) in enumerate(zip(fixef, beta))]
    npar = p + model.ntheta + 1
    out = {"method": "REML" if reml else "ML", "criterion": number(crit), "logLik": number(-crit / 2),
           "n_parameters": npar, "AIC": number(crit + 2 * npar), "BIC": number(crit + gmpy2.log(mpfr(n)) * npar),
           "theta": dict(zip(theta_names(model.terms), map(number, theta))), "singular": False, "sigma": number(sigma),
           "optimum": {"newton_steps": steps, "max_abs_gradient_of_criterion": float(worst)},
           "fixef": fixef, "anova_type3_satterthwaite": anova, "vcov": named(model.names, vcov), "varcomp": varcomp,
           "ranef": ranef}
    if model.x is None:
        return out, None, wald
    fixed = [dot(beta, [c[i] for c in model.x]) for i in range(n)]
    fitted = [a + o for a, o in zip(fixed, model.offset)]
    for column, b in zip(model.z, effects):
        for i, v in column.items():
            fitted[i] += v * b
    residuals = [y + o - f for y, o, f in zip(model.y, model.offset, fitted)]
    out.update({"fitted": summary(fitted), "residuals_response": summary(residuals),
                "residuals_pearson_scaled": summary([r * gmpy2.sqrt(w) / sigma for r, w in zip(residuals, model.w)])})
    if model.logw:
        return out, None, wald                                   # what a share of variance is with weights is a choice
    mean = gmpy2.fsum(fixed) / n
    var_fixed = gmpy2.fsum([(v - mean) ** 2 for v in fixed]) / (n - 1)
    var_random = mpfr(0)
    for t, tpl in zip(model.terms, model.templates(theta)):
        for i in range(n):
            at = [mpfr(c[i]) for c in t.columns]
            var_random += sigma2 * gmpy2.fsum([dot([tpl[a][b] for a in range(t.k)], at) ** 2 for b in range(t.k)]) / n
    total = var_fixed + var_random + sigma2
    r2 = {"R2_conditional": number((var_fixed + var_random) / total), "R2_marginal": number(var_fixed / total),
          "ICC_adjusted": number(var_random / (var_random + sigma2)), "ICC_unadjusted": number(var_random / total)}
    return out, r2, wald


# ---------------------------------------------------------------- writing a case

TOLERANCES = {
    "criterion_abs": 1e-6, "criterion_rel": 1e-9, "theta_abs": 1e-5, "theta_rel": 1e-5, "sigma_rel": 1e-6,
    "fixef_rel_to_max_abs_or_se": 1e-6, "se_rel": 1e-6, "varcomp_rel": 1e-5, "varcomp_abs_times_sigma2": 1e-8,
    "cor_abs": 1e-6, "df_rel": 1e-4, "F_rel": 1e-5, "p_abs": 1e-6, "p_rel": 1e-3, "ranef_rel_to_sd": 1e-6,
    "condvar_rel": 1e-5, "fitted_rel_to_sd": 1e-6, "r2_abs": 1e-6}


def text(v):
    return "" if v is None else v if isinstance(v, str) else "%.15g" % v


class Table:
    """Columns by name; what is computed is what the CSV says."""

    def __init__(self, **columns):
        self.columns = {k: [text(v) for v in c] for k, c in columns.items()}
        self.rows = range(len(next(iter(self.columns.values()))))

    def used(self, *names):
        """The rows where none of the columns is empty."""
        return [i for i in self.rows if all(self.columns[n][i] for n in names)]

    def numbers(self, name, rows):
        return [float(self.columns[name][i]) for i in rows]

    def labels(self, name, rows):
        return [self.columns[name][i] for i in rows]

    def write(self, path):
        with open(path, "w") as out:
            out.write(",".join(self.columns) + "\n")
            for i in self.rows:
                out.write(",".join(c[i] for c in self.columns.values()) + "\n")


def codes(labels, levels):
    at = {level: i for i, level in enumerate(levels)}
    return [at[v] for v in labels]


def levels_of(labels):
    return sorted(set(labels), key=lambda v: (0, int(v), v) if v.isdigit() else (1, 0, v))


def indicator(labels, level):
    return [1.0 if v == level else 0.0 for v in labels]


def nested(*labels):
    """inner:outer, as in (1 | outer/inner)"""
    return [":".join(t) for t in zip(*labels)]


def times(a, b):
    return [x * y for x, y in zip(a, b)]


def identity_tests(spec, p):
    return [(term, [[mpfr(c == at) for c in range(p)] for at in columns]) for term, columns in spec]


def write_case(name, title, formula, table, factors, model, tests, weights=None, offset=None, levels=None, dropped=(),
               tol=None, data=None):
    if not data:
        table.write(name + ".csv")
    columns = {}
    for column in table.columns:
        if column in factors:
            all_levels = (levels or {}).get(column) or levels_of([v for v in table.columns[column] if v])
            columns[column] = {"type": "factor", "nlevels": len(all_levels), "levels": all_levels, "contrasts": "treatment"}
        else:
            columns[column] = {"type": "numeric"}
    fits, r2, wald = {}, None, None
    for method in ("REML", "ML"):
        fits[method], r2_of, wald_of = fit(model, method == "REML", tests)
        if method == "REML":
            r2, wald = r2_of, wald_of
    merged = {}
    for t in model.terms:
        merged[t.group] = len(t.levels)
    case = {
        "case": name, "kind": "lmm", "title": title, "model": "lmm", **(data or {"data": "stress/%s.csv" % name}),
        "source": "make.py", "formula": formula, "weights": weights, "offset": offset,
        "weights_role": "precision" if weights else None,
        "response": {"column": formula.split(" ~ ")[0], "type": "numeric"}, "tol": {**TOLERANCES, **(tol or {})},
        "columns": columns, "rows_in_file": len(table.rows), "n": model.n, "n_groups": merged, "fixed_rank": model.p,
        "dropped_columns": list(dropped), "fits": fits}
    if r2:
        case["r2_icc_from_REML"] = r2
    case["wald_ci_95_fixef_REML_normal"] = wald
    case["versions"] = {"python": sys.version.split()[0], "gmpy2": gmpy2.version()}
    with open(name + ".json", "w") as out:
        json.dump(case, out, indent=1)
        out.write("\n")
    print(name, [(t["grp"], t["var1"], t["var2"], t["sdcor"]) for t in next(iter(fits.values()))["varcomp"]],
          [(f["name"], f["estimate"]) for f in next(iter(fits.values()))["fixef"]], flush=True)


# ---------------------------------------------------------------- the cases

def three_levels_crossed():
    r = Rng(11)
    rows = [(str(a + 1), "s%d" % b, "abcd"[c], "q%d" % (i + 1))
            for a in range(5) for b in range(3) for c in range(2) for i in range(6) for _ in range(2) if r.u() < 0.9]
    region, school, klass, item = map(list, zip(*rows))
    effect = {}

    def e(sd, *key):
        if key not in effect:
            effect[key] = sd * r.n()
        return effect[key]
    x = [round(r.n(), 3) for _ in rows]
    y = [round(10 + 0.5 * v + e(2, a) + e(1, a, b) + e(0.7, a, b, c) + e(1.5, i) + r.n(), 4)
         for (a, b, c, i), v in zip(rows, x)]
    t = Table(region=region, school=school, klass=klass, item=item, x=x, y=y)
    terms = []
    for group, labels in (("klass:school:region", nested(klass, school, region)), ("school:region", nested(school, region)),
                          ("item", item), ("region", region)):
        lv = levels_of(labels)
        terms.append(Term(group, codes(labels, lv), lv, ["(Intercept)"], [[1.0] * len(rows)]))
    model = Model(y, ["(Intercept)", "x"], [[1.0] * len(rows), x], terms)
    write_case("three_levels_crossed", "three nested factors crossed with a fourth; names of inner levels repeat",
               "y ~ x + (1 | region/school/klass) + (1 | item)", t, {"region", "school", "klass", "item"}, model,
               identity_tests([("x", [1])], 2))


def several_terms():
    r = Rng(12)
    n, g, h = 240, 12, 10
    gl = [str(i % g + 1) for i in range(n)]
    hl = ["h%02d" % int(r.u() * h) for _ in range(n)]
    a = {k: (r.n(), 0.8 * r.n()) for k in levels_of(gl)}
    b = {}
    for k in levels_of(hl):
        u = r.n()
        b[k] = (1.2 * u, 0.5 * u + 0.4 * r.n())
    x1 = [round(2 * r.u(), 3) for _ in range(n)]
    x2 = [round(3 + r.n(), 3) for _ in range(n)]
    y = [round(1 + 0.3 * p - 0.2 * q + a[i][0] + a[i][1] * p + b[j][0] + b[j][1] * q + 0.6 * r.n(), 4)
         for i, j, p, q in zip(gl, hl, x1, x2)]
    t = Table(g=gl, h=hl, x1=x1, x2=x2, y=y)
    one = [1.0] * n
    lg, lh = levels_of(gl), levels_of(hl)
    terms = [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one]), Term("g", codes(gl, lg), lg, ["x1"], [x1]),
             Term("h", codes(hl, lh), lh, ["(Intercept)", "x2"], [one, x2])]
    write_case("several_terms", "two terms on one factor and a vector-valued term on another, crossed",
               "y ~ x1 + x2 + (1 | g) + (0 + x1 | g) + (x2 | h)", t, {"g", "h"},
               Model(y, ["(Intercept)", "x1", "x2"], [one, x1, x2], terms), identity_tests([("x1", [1]), ("x2", [2])], 3))


def weights_12_orders():
    r = Rng(13)
    n, g = 120, 10
    gl = [str(i % g + 1) for i in range(n)]
    b = {k: 1.5 * r.n() for k in levels_of(gl)}
    w = [float("%.6g" % 10 ** (12 * r.u() - 6)) for _ in range(n)]
    x = [round(r.n(), 3) for _ in range(n)]
    y = [round(2 + 0.7 * v + b[k] + r.n() / math.sqrt(q), 7) for k, v, q in zip(gl, x, w)]
    t = Table(g=gl, x=x, w=w, y=y)
    one, lg = [1.0] * n, levels_of(gl)
    write_case("weights_12_orders", "precision weights from 1e-6 to 1e6", "y ~ x + (1 | g)", t, {"g"},
               Model(y, ["(Intercept)", "x"], [one, x], [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one])], weights=w),
               identity_tests([("x", [1])], 2), weights="w")


def weights_and_offset():
    r = Rng(14)
    n, g = 90, 9
    gl = [str(i % g + 1) for i in range(n)]
    b = {k: (r.n(), 0.5 * r.n()) for k in levels_of(gl)}
    w = [round(0.2 + 4 * r.u(), 2) for _ in range(n)]
    x = [round(10 * r.u(), 2) for _ in range(n)]
    o = [round(5 * r.n(), 3) for _ in range(n)]
    y = [round(4 + 0.5 * v + b[k][0] + b[k][1] * v + s + r.n() / math.sqrt(q), 4) for k, v, q, s in zip(gl, x, w, o)]
    t = Table(g=gl, x=x, w=w, o=o, y=y)
    one, lg = [1.0] * n, levels_of(gl)
    write_case("weights_and_offset", "precision weights and an offset", "y ~ x + (x | g)", t, {"g"},
               Model(y, ["(Intercept)", "x"], [one, x],
                     [Term("g", codes(gl, lg), lg, ["(Intercept)", "x"], [one, x])], weights=w, offset=o),
               identity_tests([("x", [1])], 2), weights="w", offset="o")


def empty_level():
    r = Rng(15)
    labels, sizes = ["a", "b", "c", "d", "e", "f", "lone", "none"], [14, 9, 12, 20, 7, 11, 1, 3]
    gl = [k for k, s in zip(labels, sizes) for _ in range(s)]
    b = {k: 1.3 * r.n() for k in labels}
    n = len(gl)
    x = [round(r.n(), 3) for _ in range(n)]
    y = [round(3 - 0.4 * v + b[k] + r.n(), 4) for k, v in zip(gl, x)]
    y = [None if k == "none" or i % 17 == 3 else v for i, (k, v) in enumerate(zip(gl, y))]
    t = Table(g=gl, x=x, y=y)
    rows = t.used("y")
    gu = t.labels("g", rows)
    lg = [k for k in labels if k in gu]
    one, xu = [1.0] * len(rows), t.numbers("x", rows)
    write_case("empty_level", "a level whose rows are all missing, a level without rows, a level with one row",
               "y ~ x + (1 | g)", t, {"g"},
               Model(t.numbers("y", rows), ["(Intercept)", "x"], [one, xu],
                     [Term("g", codes(gu, lg), lg, ["(Intercept)"], [one])]),
               identity_tests([("x", [1])], 2), levels={"g": ["never"] + labels})


def slope_without_intercept():
    r = Rng(16)
    n, g = 100, 10
    gl = [str(i % g + 1) for i in range(n)]
    b = {k: 0.8 * r.n() for k in levels_of(gl)}
    x = [round(4 * r.u() + 1, 3) for _ in range(n)]
    y = [round(1 + (0.6 + b[k]) * v + r.n(), 4) for k, v in zip(gl, x)]
    t = Table(g=gl, x=x, y=y)
    one, lg = [1.0] * n, levels_of(gl)
    write_case("slope_without_intercept", "a random slope without a random intercept", "y ~ x + (0 + x | g)", t, {"g"},
               Model(y, ["(Intercept)", "x"], [one, x], [Term("g", codes(gl, lg), lg, ["x"], [x])]),
               identity_tests([("x", [1])], 2))


def factor_slopes():
    r = Rng(17)
    n, g = 180, 12
    gl = [str(i % g + 1) for i in range(n)]
    al = ["lo", "mid", "hi"]
    a = [al[int(3 * r.u())] for _ in range(n)]
    b = {}
    for k in levels_of(gl):
        u = r.n()
        b[k] = {v: s * u + 0.6 * r.n() for v, s in zip(al, (1.0, 0.7, 0.3))}
    y = [round(2 + {"lo": 0, "mid": 0.5, "hi": 1.5}[v] + b[k][v] + 0.8 * r.n(), 4) for k, v in zip(gl, a)]
    t = Table(g=gl, a=a, y=y)
    one, lg = [1.0] * n, levels_of(gl)
    z = [indicator(a, v) for v in al]
    write_case("factor_slopes", "one random effect per level of a factor, all correlated", "y ~ a + (0 + a | g)", t, {"g", "a"},
               Model(y, ["(Intercept)", "a[mid]", "a[hi]"], [one, z[1], z[2]],
                     [Term("g", codes(gl, lg), lg, ["a[lo]", "a[mid]", "a[hi]"], z)]),
               identity_tests([("a", [1, 2])], 3), levels={"a": al})


def scales_data():
    r = Rng(18)
    n, g = 120, 10
    gl = [str(i % g + 1) for i in range(n)]
    b = {k: (r.n(), 4e5 * r.n()) for k in levels_of(gl)}
    big = [3e9 + round(1e9 * r.n()) for _ in range(n)]
    small = [float("%.6g" % (4e-6 + 1e-6 * r.n())) for _ in range(n)]
    y = [round(5 + 1e-9 * v + 3e5 * s + b[k][0] + b[k][1] * s + 0.7 * r.n(), 5) for k, v, s in zip(gl, big, small)]
    return gl, big, small, y


def scales():
    gl, big, small, y = scales_data()
    n = len(y)
    t = Table(g=gl, big=big, small=small, y=y)
    one, lg = [1.0] * n, levels_of(gl)
    write_case("scales", "a column at 1e9 beside one at 1e-6 that also has a random slope", "y ~ big + small + (small | g)", t, {"g"},
               Model(y, ["(Intercept)", "big", "small"], [one, big, small],
                     [Term("g", codes(gl, lg), lg, ["(Intercept)", "small"], [one, small])]),
               identity_tests([("big", [1]), ("small", [2])], 3))


def response_offset_1e8():
    gl, big, small, y = scales_data()
    n = len(y)
    big, small = [round(v / 1e9, 6) for v in big], [round(v * 1e6, 6) for v in small]
    y = [1e8 + round(v, 5) for v in y]
    t = Table(g=gl, big=big, small=small, y=y)
    y = t.numbers("y", t.rows)
    one, lg = [1.0] * n, levels_of(gl)
    write_case("response_offset_1e8", "a response of standard deviation 2 that lies at 1e8", "y ~ big + small + (1 | g)", t, {"g"},
               Model(y, ["(Intercept)", "big", "small"], [one, big, small],
                     [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one])]),
               identity_tests([("big", [1]), ("small", [2])], 3))


def interaction_data(seed):
    r = Rng(seed)
    g = 12
    al, bl = ["a1", "a2", "a3"], ["b1", "b2"]
    gl, a, b = [], [], []
    for k in range(g):
        for _ in range(14):
            gl.append(str(k + 1))
            a.append(al[int(3 * r.u())])
            b.append(bl[int(2 * r.u() ** 1.3)])
    e = {k: r.n() for k in levels_of(gl)}
    mean = {("a1", "b1"): 0, ("a2", "b1"): 0.5, ("a3", "b1"): 1, ("a1", "b2"): 0.3, ("a2", "b2"): 1.4, ("a3", "b2"): 0.2}
    x = [round(r.n() + 1, 3) for _ in gl]
    y = [round(2 + mean[p, q] + 0.4 * v + e[k] + r.n(), 4) for k, p, q, v in zip(gl, a, b, x)]
    return gl, a, b, x, y, al, bl


def recoding(other, treated):
    """T with (coefficients of treated) = T (coefficients of other), for two codings of the same space."""
    m = [[dot([mpfr(v) for v in p], [mpfr(v) for v in q]) for q in treated] for p in treated]
    columns = [solve_spd(m, [dot([mpfr(v) for v in p], [mpfr(v) for v in c]) for p in treated]) for c in other]
    return [list(row) for row in zip(*columns)]


def sum_columns(labels, levels):
    return [[1.0 if v == k else -1.0 if v == levels[-1] else 0.0 for v in labels] for k in levels[:-1]]


def recoded_tests(tests, change):
    """Type III tests given as rows on treatment-coded coefficients, for a fit that is coded in another way."""
    p = len(change)
    return [(term, [[gmpy2.fsum([row[i] * change[i][c] for i in range(p)]) for c in range(p)] for row in rows])
            for term, rows in tests]


def rows_of(p, *entries):
    """Contrast rows, each a dictionary of column and factor."""
    return [[mpfr(e.get(c, 0)) for c in range(p)] for e in entries]


def interaction_treatment():
    gl, a, b, x, y, al, bl = interaction_data(19)
    one, lg = [1.0] * len(y), levels_of(gl)
    ta, ib = [indicator(a, v) for v in al[1:]], indicator(b, "b2")
    columns = [one] + ta + [ib, x] + [times(u, ib) for u in ta] + [times(u, x) for u in ta]
    names = ["(Intercept)", "a[a2]", "a[a3]", "b[b2]", "x", "a[a2]:b[b2]", "a[a3]:b[b2]", "a[a2]:x", "a[a3]:x"]
    # a main effect is averaged over the levels of what it interacts with
    half, third = mpfr("0.5"), mpfr(1) / 3
    tests = [("a", rows_of(9, {1: 1, 5: half}, {2: 1, 6: half})), ("b", rows_of(9, {3: 1, 5: third, 6: third})),
             ("x", rows_of(9, {4: 1, 7: third, 8: third})), ("a:b", rows_of(9, {5: 1}, {6: 1})),
             ("a:x", rows_of(9, {7: 1}, {8: 1}))]
    write_case("interaction_treatment", "interactions of two factors and of a factor with a number, unbalanced",
               "y ~ a * b + x + a:x + (1 | g)", Table(g=gl, a=a, b=b, x=x, y=y), {"g", "a", "b"},
               Model(y, names, columns, [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one])]), tests)


def contrasts():
    gl, a, b, x, y, al, bl = interaction_data(20)
    one, lg = [1.0] * len(y), levels_of(gl)
    sa, ta, ib = sum_columns(a, al), [indicator(a, v) for v in al[1:]], indicator(b, "b2")
    table = Table(g=gl, a=a, b=b, x=x, y=y)

    def terms():
        return [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one])]
    names = ["(Intercept)", "C(a, sum)[S.a1]", "C(a, sum)[S.a2]", "b[b2]", "C(a, sum)[S.a1]:b[b2]", "C(a, sum)[S.a2]:b[b2]"]
    columns = [one] + sa + [ib] + [times(v, ib) for v in sa]
    treated = [one] + ta + [ib] + [times(v, ib) for v in ta]
    half, third = mpfr("0.5"), mpfr(1) / 3
    tests = [("C(a, sum)", rows_of(6, {1: 1, 4: half}, {2: 1, 5: half})), ("b", rows_of(6, {3: 1, 4: third, 5: third})),
             ("C(a, sum):b", rows_of(6, {4: 1}, {5: 1}))]
    write_case("contrasts_sum", "sum contrasts, crossed with treatment contrasts", "y ~ C(a, sum) * b + (1 | g)", table,
               {"g", "a", "b"}, Model(y, names, columns, terms()), recoded_tests(tests, recoding(columns, treated)))
    # Helmert: level k against those before it: -1 for each of them, k for itself
    helmert = [[-1.0 if int(v[1]) - 1 < k else float(k) if int(v[1]) - 1 == k else 0.0 for v in a] for k in (1, 2)]
    columns = [one] + helmert + [x]
    tests = [("C(a, helmert)", rows_of(4, {1: 1}, {2: 1})), ("x", rows_of(4, {3: 1}))]
    write_case("contrasts_helmert", "Helmert contrasts", "y ~ C(a, helmert) + x + (1 | g)", table, {"g", "a", "b"},
               Model(y, ["(Intercept)", "C(a, helmert)[H.a2]", "C(a, helmert)[H.a3]", "x"], columns, terms()),
               recoded_tests(tests, recoding(columns, [one] + ta + [x])))


def orthogonal(x, degree):
    """Orthogonal polynomials of unit length, positive leading coefficients: poly() of R."""
    x = [mpfr(v) for v in x]
    n = len(x)
    mean = gmpy2.fsum(x) / n
    x = [v - mean for v in x]
    basis = [[mpfr(1)] * n]
    for _ in range(degree):
        v = [a * b for a, b in zip(basis[-1], x)]
        for _ in range(2):
            for u in basis:
                f = dot(u, v) / dot(u, u)
                v = [a - f * b for a, b in zip(v, u)]
        basis.append(v)
    return [[v / gmpy2.sqrt(dot(u, u)) for v in u] for u in basis[1:]]


def polynomial():
    gl, a, b, x, y, al, bl = interaction_data(21)
    x = [round(50 + 10 * v, 2) for v in x]
    one, lg = [1.0] * len(y), levels_of(gl)
    p = orthogonal(x, 3)
    logs = [gmpy2.log(mpfr(v)) for v in x]
    t = Table(g=gl, a=a, x=x, y=y)
    names = ["(Intercept)", "poly(x, 3)1", "poly(x, 3)2", "poly(x, 3)3", "a[a2]", "a[a3]"]

    def terms():
        return [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one])]
    write_case("polynomial", "orthogonal polynomials of a column far from zero", "y ~ poly(x, 3) + a + (1 | g)", t, {"g", "a"},
               Model(y, names, [one] + p + [indicator(a, v) for v in al[1:]], terms()),
               identity_tests([("poly(x, 3)", [1, 2, 3]), ("a", [4, 5])], 6))
    square = [mpfr(v) ** 2 for v in x]
    write_case("transforms", "functions of columns", "y ~ I(x^2) + log(x) + (1 | g)", t, {"g", "a"},
               Model(y, ["(Intercept)", "I(x^2)", "log(x)"], [one, square, logs], terms()),
               identity_tests([("I(x^2)", [1]), ("log(x)", [2])], 3))


def aliased():
    gl, a, b, x, y, al, bl = interaction_data(22)
    one, lg = [1.0] * len(y), levels_of(gl)
    x = [round(v, 2) for v in x]
    c = [{"a1": "k", "a2": "k", "a3": "l"}[v] for v in a]
    x2 = [round(2 * v + 3, 2) for v in x]
    t = Table(g=gl, a=a, c=c, x=x, x2=x2, y=y)
    names = ["(Intercept)", "x", "a[a2]", "a[a3]"]
    write_case("aliased", "a column and a factor that earlier terms determine", "y ~ x + a + x2 + c + (1 | g)", t, {"g", "a", "c"},
               Model(y, names, [one, x] + [indicator(a, v) for v in al[1:]],
                     [Term("g", codes(gl, lg), lg, ["(Intercept)"], [one])]),
               identity_tests([("x", [1]), ("a", [2, 3])], 4), dropped=["x2", "c[l]"])


def call_center():
    """The call centre's full file, of which lmerTest's degrees of freedom of the intercept are noise: its Hessian is a
    difference of criteria of size 1e6. Sums of rows are exact here, in integers."""
    path = os.environ.get("CALL_CENTER")
    if not path:
        print("call_center is left out: CALL_CENTER names no file (copse simulate call-center --seed reference)")
        return
    zx = {}                                    # per representative: sums of 1, property, age, y and the products of x and y
    total = [[0] * 4 for _ in range(4)]
    n = 0
    with open(path) as lines:
        next(lines)
        for line in lines:
            _, centre, rep, age, reason, y = line.split(",")
            row = (1, int(reason == "property"), int(age), int(y.strip().replace(".", "")))
            cell = zx.setdefault((centre, rep), [0] * 4)
            for i, v in enumerate(row):
                cell[i] += v
                for j in range(i + 1):
                    total[i][j] += v * row[j]
            n += 1
    million = mpfr(10) ** 6

    def scaled(v, *columns):
        return mpfr(v) / million ** sum(c == 3 for c in columns)
    xtx = [[scaled(total[max(i, j)][min(i, j)]) for j in range(3)] for i in range(3)]
    xty = [scaled(total[3][j], 3) for j in range(3)]
    yty = scaled(total[3][3], 3, 3)
    reps, centres = sorted(zx), sorted({c for c, _ in zx})
    of_centre = {c: [sum(zx[k][i] for k in reps if k[0] == c) for i in range(4)] for c in centres}
    levels = {"center_ID": centres, "rep_ID": sorted({r for _, r in reps}, key=int), "reason": ["payment", "property"]}
    table = Table.__new__(Table)
    table.columns = {"call_CSAT": [], "reason": levels["reason"], "age": [], "center_ID": centres, "rep_ID": levels["rep_ID"]}
    table.rows = range(n)
    data = {"data": "lmm/call_center.csv", "data_generator": {
        "generator": "make_call_center.py", "args": [],
        "sha256": hashlib.sha256(open(path, "rb").read()).hexdigest()}}
    names = ["(Intercept)", "reason[property]", "age"]
    tests = identity_tests([("reason", [1]), ("age", [2])], 3)

    def model(units, terms):
        q = len(units)
        ztz = [[mpfr(0)] * q for _ in range(q)]
        for i, (key, sums) in enumerate(units):
            ztz[i][i] = mpfr(sums[0])
            for j, (other, _) in enumerate(units):
                if len(other) == 1 and len(key) == 2 and key[0] == other[0]:
                    ztz[i][j] = ztz[j][i] = mpfr(sums[0])
        return Model.of_sums(n, names, terms, ztz, [[scaled(v) for v in u[1][:3]] for u in units],
                             [scaled(u[1][3], 3) for u in units], xtx, xty, yty)
    inner = Term("rep_ID:center_ID", [], [r + ":" + c for c, r in reps], ["(Intercept)"], [None])
    for name, formula, units, terms in (
            ("call_center_nested", "call_CSAT ~ reason + age + (1 | center_ID/rep_ID)",
             [(k, zx[k]) for k in reps] + [((c,), of_centre[c]) for c in centres],
             [inner, Term("center_ID", [], centres, ["(Intercept)"], [None])]),
            ("call_center_center", "call_CSAT ~ reason + age + (1 | center_ID)",
             [((c,), of_centre[c]) for c in centres], [Term("center_ID", [], centres, ["(Intercept)"], [None])])):
        write_case(name, "the full file of calls", formula, table, {"center_ID", "rep_ID", "reason"}, model(units, terms),
                   tests, levels=levels, data=data)


CASES = {f.__name__: f for f in (
    three_levels_crossed, several_terms, weights_12_orders, weights_and_offset, empty_level, slope_without_intercept,
    factor_slopes, scales, response_offset_1e8, interaction_treatment, contrasts, polynomial, aliased, call_center)}

if __name__ == "__main__":
    for case in sys.argv[1:] or CASES:
        CASES[case]()
