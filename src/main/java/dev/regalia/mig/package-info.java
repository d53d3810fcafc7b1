/// What can be cut from one GPU: profiles, geometries, layouts, packing.
///
/// - [GpuCatalog] lists the [GpuGeometry] of every known model and finds those of a product label.
/// - [GpuGeometry] resolves what a user writes (a shape such as `1g`, or NVIDIA's name such as
///   `1g.10gb`) to a [MigProfile], and a list of counts to a [Layout].
/// - [MigPacker] says whether a layout fits on one GPU, as a [MigFit]: the [Placement]s, or why
///   there are none.
/// - [LayoutEnumeration] lists every layout of a geometry; [PlacementDependence] says which of them
///   work only if the driver happens to choose the right starts.
/// - [GpuPacking] says how many GPUs hold a demand, what they run out of (the binding [Facet]), how
///   much more fits, and which layouts to cut ([GpuLayout]).
/// - [StockConfigs] writes down the layouts that NVIDIA's own tools offer by name.
///
/// # Facets
///
/// The demands that fit on one GPU, and everything between them, form a polytope; its facets are
/// the vertices of `{y >= 0 : y.p <= 1 for every layout p}` that no other vertex exceeds. Demands
/// that keep every facet of n GPUs do fit on n GPUs, in whole numbers: the tests prove it for each
/// geometry. So the highest count that any facet asks for, rounded up, is the fewest GPUs. Facets
/// are derived by the test tree (`make facets`) and kept beside the geometries.
///
/// Everything here is a pure function of its arguments. Geometries and facets come from resource
/// files, read and checked by the `catalog` package.
@NullMarked
package dev.regalia.mig;

import org.jspecify.annotations.NullMarked;
