import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Copies an archive with its classes in the format of Java 25. The cache of the JVM takes none in
/// the format of Java 5, in which picocli is published, and loading those takes most of the time of a
/// short command.
///
///     java -cp FROM .ci/ModernClasses.java FROM TO
public final class ModernClasses {

    private static final ClassFile CLASSES =
            ClassFile.of(
                    ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
                    ClassFile.ClassHierarchyResolverOption.of(
                            ClassHierarchyResolver.ofResourceParsing(
                                    ModernClasses.class.getClassLoader())));

    private ModernClasses() {}

    public static void main(String[] args) throws IOException {
        try (JarFile from = new JarFile(args[0]);
                OutputStream file = Files.newOutputStream(Path.of(args[1]));
                JarOutputStream to = new JarOutputStream(file)) {
            for (JarEntry entry : from.stream().toList()) {
                byte[] bytes = from.getInputStream(entry).readAllBytes();
                JarEntry copy = new JarEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                to.write(isOfTheClassPath(entry.getName()) ? modern(bytes) : bytes);
                to.closeEntry();
            }
        }
    }

    private static boolean isOfTheClassPath(String name) {
        return name.endsWith(".class")
                && !name.startsWith("META-INF/")
                && !name.equals("module-info.class");
    }

    private static byte[] modern(byte[] bytes) {
        ClassTransform version =
                (builder, element) -> {
                    if (element instanceof ClassFileVersion) {
                        builder.withVersion(ClassFile.JAVA_25_VERSION, 0);
                    } else {
                        builder.with(element);
                    }
                };
        ClassTransform everyInstruction =
                ClassTransform.transformingMethodBodies((code, element) -> code.with(element));
        return CLASSES.transformClass(
                CLASSES.parse(bytes), everyInstruction.andThen(version));
    }
}
