/* Use cases: gates, import, datasets, topics. */
