// Logistic regression, flat priors, columns centred.
data {
  int<lower=1> N;
  int<lower=1> K;
  matrix[N, K] X;
  int<lower=0,upper=1> y[N];
}
transformed data {
  matrix[N, K] centred;
  vector[K] means;
  for (k in 1:K) {
    means[k] = mean(X[, k]);
    centred[, k] = X[, k] - means[k];
  }
}
parameters {
  real intercept;
  vector[K] beta;
}
model {
  y ~ bernoulli_logit_glm(centred, intercept, beta);
}
generated quantities {
  real b_Intercept = intercept - dot_product(beta, means);
}
