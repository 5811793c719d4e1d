import Commands

Program.hosted.start(transport: SessionTransport())
