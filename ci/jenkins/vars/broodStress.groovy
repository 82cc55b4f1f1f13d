/*
 * Runs a project's stress tests on the node of the stage that calls it, and shows what became of them, also when they
 * failed, took too long or were aborted: docs/pipelines.md.
 *
 *   broodStress(build: 'cmake --preset ci && cmake --build --preset ci', preset: 'ci')
 */
import groovy.transform.Field

@Field final Map defaults = [
    build: '',         // commands that configure and build; BROOD_BUILD where it is empty, and so on
    preset: '',        // test preset of the project; BROOD_PRESET
    source: '',        // folder of the project in the repository; BROOD_SOURCE
    duration: '',      // how long each run lasts, in minutes or with a unit; PT_DURATION
    thresholds: '',    // limits in place of the tests' own, one a line; PT_THRESHOLDS
    baseline: '',      // folder of stored runs, outside of the workspace; PT_BASELINE
    label: '^stress$', // which tests, a regular expression for ctest's labels
    minutes: 45,       // for the build and all stress tests; the pipeline needs ten more
    shards: 1,         // in how many parts, each on a node of its own
    nodes: '',         // the nodes of shards: a label of Jenkins
]

void call(Map given = [:]) {
    Set unknown = given.keySet() - defaults.keySet()
    if (unknown) {
        error "broodStress: there is no ${unknown.join(', ')}. There are: ${defaults.keySet().join(', ')}"
    }
    Map job = defaults + given
    job.minutes = number(job, 'minutes', 0)
    job.shards = number(job, 'shards', 1)
    if (job.shards == 1) {
        runShard(job, 1) { show('stress-report') }
    } else {
        runShards(job)
    }
}

// A setting that may be given as a text, as parameters of a build are.
int number(Map job, String name, int least) {
    String text = job[name]
    if (!(text ==~ /\d{1,6}/) || text.toInteger() < least) {
        error "broodStress: ${name} is '${text}'; give a whole number, ${least} or more"
    }
    return text.toInteger()
}

// What shards leave is gathered on one node and shown once, as some plugins take only the first report of a build.
void runShards(Map job) {
    Map branches = [:]
    for (int i = 1; i <= job.shards; i++) {
        int shard = i
        branches["shard ${shard}".toString()] = {
            node(job.nodes) {
                checkout scm
                runShard(job, shard) {
                    attempt('') { stash name: "brood-stress-${shard}", includes: 'stress-report/**' }
                }
            }
        }
    }
    try {
        parallel branches
    } finally {
        node(job.nodes) {
            dir('stress-shards') { deleteDir() }
            for (int i = 1; i <= job.shards; i++) {
                int shard = i
                dir("stress-shards/${shard}") { attempt('') { unstash "brood-stress-${shard}" } }
            }
            show('stress-shards/*/stress-report')
        }
    }
}

// Limits nest: a run's own, then ctest's at BROOD_STOP, then this one, then the pipeline's.
void runShard(Map job, int shard, Closure keep) {
    withEnv(variables(job, shard)) {
        String begin = sh(label: 'Begin', returnStdout: true, script: 'date +%s').trim()
        String folder = build()
        withEnv(["BROOD_FOLDER=${folder}", "BROOD_STOP=${begin.toLong() + job.minutes * 60}"]) {
            try {
                timeout(time: job.minutes + 2, unit: 'MINUTES') { load() }
            } finally {
                attempt('') { publish() }
                keep()
            }
        }
    }
}

// Gives the build folder. The commands have a shell of their own: wherever they go and whatever they set, what follows is as
// it was. Nothing of an earlier build is published again, whatever fails from here on.
String build() {
    return sh(label: 'Build', returnStdout: true, script: '''#!/bin/sh
        set -e
        rm -rf stress-report
        : "${BROOD_BUILD:?is empty: give the commands that build the project}"
        : "${BROOD_PRESET:?is empty: give the test preset}"
        (cd "${BROOD_SOURCE:-.}"; eval "$BROOD_BUILD") >&2
        list=$(mktemp)
        (cd "${BROOD_SOURCE:-.}"; ctest --preset "$BROOD_PRESET" -N --output-log "$list" >/dev/null)
        folder=$(sed -n 's/^Test project //p' "$list")
        rm -f "$list"
        if [ ! -x "$folder/brood-stress" ]; then
            echo "BROOD_PRESET '$BROOD_PRESET' has no stress test in '$folder'; brood_add_stress_test() adds one." >&2
            exit 1
        fi
        rm -rf "$folder/stress-results"
        echo "$folder"
    ''').trim()
}

List variables(Map job, int shard) {
    return [
        "BROOD_BUILD=${job.build ?: env.BROOD_BUILD ?: ''}",
        "BROOD_PRESET=${job.preset ?: env.BROOD_PRESET ?: ''}",
        "BROOD_SOURCE=${job.source ?: env.BROOD_SOURCE ?: ''}",
        "BROOD_LABEL=${job.label}",
        "BROOD_SHARD=${shard}/${job.shards}",
        "PT_DURATION=${job.duration ?: env.PT_DURATION ?: ''}",
        "PT_THRESHOLDS=${job.thresholds ?: env.PT_THRESHOLDS ?: ''}",
        "PT_BASELINE=${job.baseline ?: env.PT_BASELINE ?: ''}",
    ]
}

// A branch is compared with what the main branch stored, and leaves nothing there itself.
void load() {
    sh label: 'Load', script: '''#!/bin/sh
        set -eu
        if [ -n "$PT_BASELINE" ] && [ -n "${BRANCH_NAME:-}" ] && [ "${BRANCH_IS_PRIMARY:-}" != true ]; then
            rm -rf .brood-baseline
            mkdir .brood-baseline
            [ ! -d "$PT_BASELINE" ] || cp -R "$PT_BASELINE/." .brood-baseline
            PT_BASELINE=.brood-baseline
        fi
        exec "$BROOD_FOLDER/brood-stress" stress-report
    '''
}

// The Performance plugin keeps reports by their file's name alone, so each has its own.
void publish() {
    sh label: 'Publish', script: '''#!/bin/sh
        "$BROOD_FOLDER/brood-publish" jenkins --to stress-report
        code=$?
        mkdir -p stress-report/performance
        for report in stress-report/*/taurus.xml; do
            run=${report%/taurus.xml}
            [ -e "$report" ] || continue
            cp "$report" "stress-report/performance/${run##*/}.taurus.xml"
        done
        [ ! -d "$BROOD_FOLDER/stress-results" ] || cp -R "$BROOD_FOLDER/stress-results" stress-report/results
        exit "$code"
    '''
}

// `reports` is a pattern for the folders of brood-publish.
void show(String reports) {
    attempt('JUnit') { junit testResults: "${reports}/ctest.xml, ${reports}/*/junit.xml", allowEmptyResults: false }
    attempt('Performance') {
        // By itself it would fail a build for a single failed request, which is for thresholds to say.
        perfReport sourceDataFiles: "${reports}/performance/*.taurus.xml",
            errorFailedThreshold: 100, errorUnstableThreshold: 100
    }
    attempt('Plot') {
        String files = sh(label: 'Plots', returnStdout: true, script: "ls -d ${reports}/*/plot.csv || :")
        for (String file in files.readLines()) {
            String run = file.tokenize('/')[-2]
            plot csvFileName: "brood-${run}.csv", group: 'Load tests', title: "${run}: p95 ms", style: 'line',
                csvSeries: [[file: file, inclusionFlag: 'INCLUDE_BY_STRING', url: '', displayTableFlag: false,
                             exclusionValues: 'requests p95 ms,tasks p95 ms']]
        }
    }
    attempt('') { archiveArtifacts artifacts: "${reports}/**", allowEmptyArchive: false }
}

// One that fails costs none of the others. A plugin that is not there is no failure.
void attempt(String plugin, Closure body) {
    catchError(buildResult: 'FAILURE', stageResult: 'FAILURE') {
        try {
            body()
        } catch (NoSuchMethodError missing) {
            if (!plugin) {
                throw missing
            }
            echo "broodStress: what the plugin ${plugin} shows is left out, since it is not installed"
        }
    }
}
