import Commands

Program.reverie.start()
