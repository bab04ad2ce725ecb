// Gaussian outcome, correlated intercepts and slopes per subject, centred; brms' default priors, the intercept at the mean
// of x.
data {
  int<lower=1> N;
  int<lower=1> J;
  int<lower=1,upper=J> subject[N];
  vector[N] x;
  vector[N] y;
  real location;
  real<lower=0> scale;
}
transformed data {
  real mean_x = mean(x);
}
parameters {
  vector[2] b;
  vector<lower=0>[2] sd_subject;
  cholesky_factor_corr[2] L;
  vector[2] coef[J];
  real<lower=0> sigma;
}
model {
  vector[J] a;
  vector[J] s;
  for (j in 1:J) {
    a[j] = coef[j][1];
    s[j] = coef[j][2];
  }
  b[1] + b[2] * mean_x ~ student_t(3, location, scale);
  sd_subject ~ student_t(3, 0, scale);
  L ~ lkj_corr_cholesky(1);
  coef ~ multi_normal_cholesky(b, diag_pre_multiply(sd_subject, L));
  sigma ~ student_t(3, 0, scale);
  y ~ normal(a[subject] + s[subject] .* x, sigma);
}
generated quantities {
  real cor_subject = L[2, 1];
}
