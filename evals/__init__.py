"""Is it good, and did it get worse? Measurements that decide numbers; none runs with the tests."""
