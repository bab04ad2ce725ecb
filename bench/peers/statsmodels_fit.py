#!/usr/bin/env python3
"""statsmodels on the call-centre CSV: one line of JSON with seconds and the answer.

  python3 statsmodels_fit.py FILE

Random intercepts of centres and of representatives within centres, by REML; MixedLM has no crossed or nested factors, so
the representatives are a variance component within each centre. `seconds`: model and fit, the frame being in memory.
"""
import json
import sys
import time

import pandas
import statsmodels
import statsmodels.formula.api as smf

data = pandas.read_csv(sys.argv[1])
started = time.perf_counter()
fit = smf.mixedlm("call_CSAT ~ reason + age", data, groups="center_ID", re_formula="1",
                  vc_formula={"rep_ID": "0 + C(rep_ID)"}).fit(reml=True)
seconds = time.perf_counter() - started
print(json.dumps({
    "peer": "statsmodels %s, Python %s" % (statsmodels.__version__, sys.version.split()[0]), "seconds": [seconds],
    "criterion": -2 * fit.llf, "fixef": [float(v) for v in fit.fe_params], "names": list(fit.fe_params.index),
    "sd": {"center_ID": float(fit.cov_re.iloc[0, 0]) ** 0.5, "rep_ID:center_ID": float(fit.vcomp[0]) ** 0.5,
           "Residual": float(fit.scale) ** 0.5},
    "converged": bool(fit.converged)}))
