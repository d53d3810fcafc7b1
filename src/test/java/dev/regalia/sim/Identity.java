package dev.regalia.sim;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.RequestConfig;
import io.fabric8.kubernetes.client.RequestConfigBuilder;
import java.util.List;

/// As whom a request is made.
///
/// @param user as the API server knows it
/// @param groups beside those that the API server adds to a service account by itself
/// @param fieldManager who stands in `managedFields`
record Identity(String user, List<String> groups, String fieldManager) {

    private static final int RECONNECT_MILLIS = 200;

    /// The kubelet of a node.
    static Identity kubelet(String node) {
        return new Identity("system:node:" + node, List.of("system:nodes"), "kubelet");
    }

    /// A service account.
    static Identity serviceAccount(String namespace, String name) {
        return new Identity("system:serviceaccount:" + namespace + ":" + name, List.of(), name);
    }

    /// A client that acts as this identity over the connections of an administrator's. It is not to
    /// be closed.
    KubernetesClient over(KubernetesClient administrator) {
        RequestConfig config =
                new RequestConfigBuilder(administrator.getConfiguration().getRequestConfig())
                        .withImpersonateUsername(user)
                        .withImpersonateGroups(groups.toArray(String[]::new))
                        .withWatchReconnectInterval(RECONNECT_MILLIS)
                        .build();
        return administrator.newClient(config).adapt(KubernetesClient.class);
    }
}
