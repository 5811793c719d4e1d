print("memdiff-eval: not built yet")
