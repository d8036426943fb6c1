"""The data sets of retrieval: one module each, and `evals.datasets.sets` names them all."""
