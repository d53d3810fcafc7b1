module dev.regalia/sandbox/crds

go 1.26.0

// Tests read files of these modules and compile nothing, so go mod tidy would drop them all.
require github.com/NVIDIA/gpu-operator v1.11.1
