import Commands

Program.memdiff.start()
