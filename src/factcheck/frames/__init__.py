"""Between pandas and the pipeline: DataFrames as tables of texts, results as DataFrames.

pandas is imported when a function is called: whoever runs files alone never waits for it.
"""
