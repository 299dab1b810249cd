"""`factcheck.lock`: what the evidence of claim files was, so that nothing moves unseen."""
