/// Plans to Kubernetes objects, patches and statuses: one small class per kind, nothing but
/// functions of values.
///
/// - [NodePatch] makes the merge patch of one write on a node.
/// - [DesiredState] is everything that tenant namespaces must hold, made by [Namespaces],
///   [ResourceQuotas], [LimitRanges], [NetworkPolicies] and [RoleBindings]; [Sameness] says whether
///   the API server already stores it.
/// - [MigPartedConfig] merges the mig-parted configuration of the whole cluster; [EntriesSince]
///   keeps since when each entry has been in it.
/// - [PoolStatusWriter] and [TenantStatusWriter] turn outcomes into statuses; [Concerns] is the
///   table of which finding speaks to which condition; [Explanations] prints the reference page.
///
/// Every field that the API server would fill in is filled in here, so that what is wanted and what
/// is stored can be compared as they are.
@NullMarked
package dev.regalia.render;

import org.jspecify.annotations.NullMarked;
