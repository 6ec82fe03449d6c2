package dev.backfill.simulator;

import reactor.netty.ChannelBindException;

/** Starts the vendors' APIs as one local server. */
public final class Simulator {

    private static final int USAGE = 2;

    private Simulator() {}

    /** Starts a server in this process; it is ready when this returns. */
    public static SimulatorServer start(SimulatorOptions options) {
        return new SimulatorServer(options);
    }

    /** Starts a server and prints one line when it is ready; a bad argument is one line on stderr and exit code 2. */
    public static void main(String[] arguments) throws InterruptedException {
        // Not in start: a process that holds a simulator beside others has its own logging.
        System.setProperty("logback.configurationFile", "simulator-logback.xml");
        SimulatorServer server;
        try {
            server = start(CommandLine.read(arguments));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
            return;
        } catch (ChannelBindException e) {
            System.err.println("cannot listen: " + e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println("simulator listening on " + server.baseUri());
        System.out.flush();
        // Netty's threads do not keep the process alive.
        Thread.currentThread().join();
    }
}
