/// What can be cut from one GPU: profiles, geometries, layouts, packing.
///
/// - [GpuCatalog] lists the [GpuGeometry] of every known model and finds those of a product label.
/// - [GpuGeometry] resolves what a user writes (a shape such as `1g`, or NVIDIA's name such as
///   `1g.10gb`) to a [MigProfile], and a list of counts to a [Layout].
/// - [MigPacker] says whether a layout fits on one GPU, as a [MigFit]: the [Placement]s, or why
///   there are none.
/// - [LayoutEnumeration] lists every layout of a geometry; [PlacementDependence] says which of them
///   work only if the driver happens to choose the right starts.
/// - [StockConfigs] writes down the layouts that NVIDIA's own tools offer by name.
///
/// Everything here is a pure function of its arguments. The geometries come from a resource file,
/// read and checked by the `catalog` package.
@NullMarked
package dev.regalia.mig;

import org.jspecify.annotations.NullMarked;
