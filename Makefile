.DEFAULT_GOAL := help
MVN := .ci/tools mvn -B -ntp
GENERATE = .ci/tools java -cp "target/test-classes:target/classes:$$(cat target/run.classpath)"
SOURCES := pom.xml $(shell find src helm crds examples -mindepth 1 -not -name '.*' 2>/dev/null)

.PHONY: help run test format crds clean build

help: ## Say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' $(MAKEFILE_LIST) | expand -t 16

run: ## Start a control plane, simulated GPU nodes and the operator here (ONCE=1: end when Ready)
	@exec .ci/start

test: ## Check everything that the continuous integration checks
	@.ci/locked $(MVN) verify

format: ## Format the Java sources
	@.ci/locked $(MVN) -q spotless:apply

crds: ## Write crds/, the chart's copy and the generated reference pages anew
	@.ci/locked $(MAKE) --quiet build
	@$(GENERATE) dev.regalia.CrdGeneration
	@$(GENERATE) dev.regalia.docs.ReferencePages

clean: ## Take away what was built
	@.ci/locked rm -rf target

build: target/run.classpath

target/run.classpath: $(SOURCES)
	@echo "Building; the first time downloads about 250 MB."
	@$(MVN) -q package -DskipTests -Dspotless.check.skip && touch $@
