package io.turnstile.judge.model;

import io.turnstile.config.Setting;
import io.turnstile.config.Settings;
import java.util.List;

/**
 * What only Azure needs.
 *
 * @param pathStyle how an address is made
 * @param apiVersion blank for the client library's own
 * @param authentication how the judge shows who it is
 * @param clientId of a user-assigned managed identity; blank for the machine's own
 */
record AzureConfiguration(PathStyle pathStyle, String apiVersion, Authentication authentication, String clientId) {

    /** Azure has two ways to write an address. */
    enum PathStyle {
        /** {@code /openai/v1/chat/completions}: the deployment stands in the body. */
        UNIFIED,
        /** {@code /openai/deployments/NAME/chat/completions?api-version=…}. */
        LEGACY
    }

    /** How the judge shows who it is. */
    enum Authentication {
        KEY,
        MANAGED_IDENTITY,
        AZURE_CLI
    }

    static final Setting<PathStyle> PATH_STYLE = new Setting<>(
            "judge.azure-path-style",
            "unified",
            Check.oneOf(PathStyle.class),
            "unified (/openai/v1, the deployment in the body) or legacy (/openai/deployments/NAME, with an api-version)."
                    + " unified is Azure's present one; gateways in front of it often still want legacy.");
    static final Setting<String> API_VERSION = Setting.string(
            "judge.azure-api-version",
            "",
            "Azure's api-version, as 2024-10-21. Empty takes the client library's latest stable one for legacy paths,"
                    + " and sends none for unified ones.");
    static final Setting<Authentication> AUTHENTICATION = new Setting<>(
            "judge.azure-auth",
            "key",
            Check.oneOf(Authentication.class),
            "key (judge.api-key), managed-identity, or azure-cli for whoever tries it, signed in with 'az login'.");
    static final Setting<String> CLIENT_ID = Setting.string(
            "judge.azure-client-id", "", "A user-assigned managed identity. Empty takes the machine's own.");

    static final List<Setting<?>> SETTINGS = List.of(PATH_STYLE, API_VERSION, AUTHENTICATION, CLIENT_ID);

    static AzureConfiguration from(Settings settings) {
        return new AzureConfiguration(
                settings.get(PATH_STYLE),
                settings.get(API_VERSION).strip(),
                settings.get(AUTHENTICATION),
                settings.get(CLIENT_ID).strip());
    }
}
