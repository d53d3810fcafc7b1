package dev.regalia.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/// The loopback ports of one control plane.
///
/// @param servers where each tool but kubectl answers
/// @param etcdPeer where etcd would answer other members
record Ports(Map<Tool, Integer> servers, int etcdPeer) {

    // Below the ports that Linux gives to outgoing connections: those could take the API server's
    // while it is stopped.
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 1_000;

    Ports {
        servers = Map.copyOf(servers);
    }

    /// Different ports on which nobody listens at this moment.
    static Ports free() {
        Set<Integer> taken = new TreeSet<>();
        Map<Tool, Integer> servers = new EnumMap<>(Tool.class);
        for (Tool tool : Tool.values()) {
            servers.put(tool, another(taken));
        }
        return new Ports(servers, another(taken));
    }

    /// The port of a tool.
    int of(Tool tool) {
        Integer port = servers.get(tool);
        if (port == null) {
            throw new IllegalArgumentException(tool.binary() + " has no port");
        }
        return port;
    }

    /// The address under which clients reach the API server.
    String apiServerUrl() {
        return "https://127.0.0.1:" + of(Tool.KUBE_APISERVER);
    }

    private static int another(Set<Integer> taken) {
        RandomGenerator random = RandomGenerator.getDefault();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = random.nextInt(LOWEST, HIGHEST);
            if (!taken.contains(port) && isFree(port)) {
                taken.add(port);
                return port;
            }
        }
        throw new SandboxException(
                "No free port on loopback from " + LOWEST + " to " + HIGHEST + ".");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.isBound();
        } catch (IOException _) {
            return false;
        }
    }
}
