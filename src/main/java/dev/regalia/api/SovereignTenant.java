package dev.regalia.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// What a tenant holds: shares of pools, the namespaces that draw on them, and who works there.
/// Cluster scoped, written by the platform team, never by the operator.
@Group(WellKnown.GROUP)
@Version(WellKnown.VERSION)
@ShortNames("stenant")
@Categories("sovereign")
@ValidationRule(
        value = "size(self.metadata.name) <= 40 && !self.metadata.name.contains('.')",
        message =
                "`metadata.name` must be at most 40 characters and must not contain dots, because"
                        + " it becomes a label value; write for example 'railway'")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type=='Ready')].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Granted",
        jsonPath = ".status.summary.granted",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Used",
        jsonPath = ".status.summary.used",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Namespaces",
        jsonPath = ".status.summary.namespaces",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Pools",
        jsonPath = ".status.summary.pools",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type=='Ready')].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public class SovereignTenant extends CustomResource<TenantSpec, TenantStatus> {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    public TenantSpec getSpec() {
        return super.getSpec();
    }
}
