.DEFAULT_GOAL := help
PREFIX ?= /usr/local
MVN := .ci/tools mvn -B -ntp
GENERATE = .ci/tools java -cp "target/test-classes:target/classes:$$(cat target/run.classpath)"
SOURCES := pom.xml $(shell find src helm crds examples -mindepth 1 -not -name '.*' 2>/dev/null)

.PHONY: help run install test format crds facets bench clean build

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Start a control plane, simulated GPU nodes and the operator here (ONCE=1: end when Ready)
	@exec .ci/start

install: ## Install the command line (PREFIX=/usr/local)
	@.ci/locked $(MAKE) --quiet build
	@.ci/locked .ci/install "$(PREFIX)"

test: ## Check everything that the continuous integration checks
	@.ci/locked $(MVN) verify

format: ## Format the Java sources
	@.ci/locked $(MVN) -q spotless:apply

crds: ## Write crds/, the chart's copy and the generated reference pages anew
	@.ci/locked $(MAKE) --quiet build
	@$(GENERATE) dev.regalia.CrdGeneration
	@$(GENERATE) dev.regalia.docs.ReferencePages

facets: ## Write the facets of every GPU model anew, after a change of its geometry
	@.ci/locked $(MAKE) --quiet build
	@$(GENERATE) dev.regalia.mig.FacetGeneration

bench: ## Measure the planner, write docs/reference/planner.md anew (BENCH=quality, speed, smoke)
	@.ci/locked $(MAKE) --quiet build
	@$(GENERATE) dev.regalia.plan.packing.bench.Benchmarks $(BENCH)

clean: ## Take away what was built
	@.ci/locked rm -rf target

build: target/run.classpath

target/run.classpath: $(SOURCES)
	@echo "Building; the first time downloads about 250 MB."
	@$(MVN) -q package -DskipTests -Dspotless.check.skip && touch $@
