"""What a report for people says, before any format: texts in one language, in order."""
