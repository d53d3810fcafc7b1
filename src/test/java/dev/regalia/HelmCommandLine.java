package dev.regalia;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A `helm install NAME CHART` of the documentation, run by the Helm library from the root of the
/// repository. A flag that is not known here is an error.
final class HelmCommandLine {

    private HelmCommandLine() {}

    /// Runs it against the cluster of a kubeconfig.
    static void run(String command, Path kubeconfig) {
        Deque<String> words = new ArrayDeque<>(List.of(command.strip().split(" +")));
        if (!words.pop().equals("helm") || !words.pop().equals("install")) {
            throw new AssertionError("not a helm install: " + command);
        }
        String name = words.pop();
        InstallCommand install =
                new Helm(Path.of(words.pop())).install().withName(name).withKubeConfig(kubeconfig);
        while (!words.isEmpty()) {
            String flag = words.pop();
            switch (flag) {
                case "--create-namespace" -> install.createNamespace();
                case "--namespace" -> install.withNamespace(words.pop());
                case "--set" -> {
                    String[] pair = words.pop().split("=", 2);
                    install.set(pair[0], pair[1]);
                }
                default -> throw new AssertionError(flag + " in " + command);
            }
        }
        install.call();
    }
}
