"""Is it good, and did it get worse? Suites of measurements, their reports, and the gate: `python -m evals`."""
