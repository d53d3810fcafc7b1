package dev.regalia.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/// What a pool offers: which nodes it takes, in which groups, and how their GPUs are cut. Cluster
/// scoped, written by the platform team, never by the operator.
@Group(WellKnown.GROUP)
@Version(WellKnown.VERSION)
@ShortNames("spool")
@Categories("sovereign")
@ValidationRule(
        value = "size(self.metadata.name) <= 40 && !self.metadata.name.contains('.')",
        message =
                "`metadata.name` must be at most 40 characters and must not contain dots, because"
                        + " it becomes a label value; write for example 'paris-h100'")
@AdditionalPrinterColumn(
        name = "Ready",
        jsonPath = ".status.conditions[?(@.type=='Ready')].status",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Reason",
        jsonPath = ".status.conditions[?(@.type=='Ready')].reason",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Nodes",
        jsonPath = ".status.summary.nodes",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "GPUs",
        jsonPath = ".status.summary.gpus",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Free",
        jsonPath = ".status.summary.free",
        type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
        name = "Tenants",
        jsonPath = ".status.summary.tenants",
        type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
        name = "Age",
        jsonPath = ".metadata.creationTimestamp",
        type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
        name = "Partitions",
        jsonPath = ".status.summary.partitions",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Suspended",
        jsonPath = ".status.conditions[?(@.type=='Suspended')].status",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
@AdditionalPrinterColumn(
        name = "Message",
        jsonPath = ".status.conditions[?(@.type=='Ready')].message",
        type = AdditionalPrinterColumn.Type.STRING,
        priority = 1)
public class SovereignPool extends CustomResource<PoolSpec, PoolStatus> {

    private static final long serialVersionUID = 1L;

    @Override
    @Required
    public PoolSpec getSpec() {
        return super.getSpec();
    }
}
