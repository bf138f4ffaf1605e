package io.turnstile.serde;

import org.apache.avro.util.ClassSecurityValidator;
import org.apache.avro.util.ClassSecurityValidator.ClassSecurityPredicate;

/**
 * Lets Avro make objects of the generated classes. Since 1.12.2 it makes none by the name in a schema unless the class is
 * trusted. What was trusted before stays so.
 */
final class TrustedSchemas {

    private static final String PACKAGE = "io.turnstile.schema";

    static {
        ClassSecurityPredicate before = ClassSecurityValidator.getGlobal();
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, TrustedSchemas::isGenerated));
    }

    private TrustedSchemas() {}

    /** Has an effect the first time that it is called in a process. */
    static void trust() {
        // Loading this class has done it.
    }

    private static boolean isGenerated(Class<?> type) {
        return type.getPackageName().equals(PACKAGE) || type.getPackageName().startsWith(PACKAGE + ".");
    }
}
