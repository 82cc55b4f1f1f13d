// Runs a pipeline's Groovy in the Groovy of Jenkins, with the steps that it uses: shell steps really run, publishers write
// down what they were given.
//
//   groovy jenkins_node.groovy STEP.groovy SETTINGS.json WORKSPACE MISSING,STEPS
//
// Prints `step NAME {arguments}` for each publisher, and ends with `result SUCCESS|UNSTABLE|FAILURE|ABORTED`.
import groovy.json.JsonOutput
import groovy.json.JsonSlurper

class Node {
    String result = 'SUCCESS'
    Map variables = [JENKINS_NODE_COOKIE: 'brood-test', BUILD_ID: '1', CI: 'true']
    List<File> places
    Map stashes = [:]
    int workspaces = 0

    File here() { places[-1] }

    void worse(String other) {
        List order = ['SUCCESS', 'UNSTABLE', 'FAILURE', 'ABORTED']
        if (order.indexOf(other) > order.indexOf(result)) { result = other }
    }

    void tell(String step, Object arguments) {
        println "step ${step} ${JsonOutput.toJson(arguments)}"
        System.out.flush()
    }

    // As durable-task does it: a script with an interpreter of its own is run by it, others by `sh -xe`.
    def sh(Object given) {
        Map call = given instanceof Map ? given : [script: given]
        File script = File.createTempFile('step', '.sh')
        script.text = call.script
        script.executable = true
        List command = call.script.startsWith('#!') ? [script.path] : ['sh', '-xe', script.path]
        ProcessBuilder builder = new ProcessBuilder(command).directory(here())
        builder.environment().putAll(variables)
        if (!call.returnStdout) { builder.redirectOutput(ProcessBuilder.Redirect.INHERIT) }
        Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start()
        String text = call.returnStdout ? process.inputStream.text : null
        int code = process.waitFor()
        script.delete()
        if (code >= 128) { throw new InterruptedException("${call.label}: aborted") }
        if (code != 0) { throw new IllegalStateException("${call.label}: script returned exit code ${code}") }
        return text
    }

    List<File> matching(String patterns) {
        List<File> found = []
        here().eachFileRecurse { File file ->
            String path = here().toPath().relativize(file.toPath())
            for (String pattern in patterns.split(/,\s*/)) {
                String expression = pattern.replace('.', '\\.').replaceAll(/\*\*|\*/) { it == '**' ? '.*' : '[^/]*' }
                if (file.file && path ==~ expression) { found << file }
            }
        }
        return found
    }

    void within(File place, Closure body) {
        place.mkdirs()
        places << place
        try { body() } finally { places.pop() }
    }

    void mark(Throwable failure) {
        println "failed: ${failure.message}"
        worse(failure instanceof InterruptedException ? 'ABORTED' : 'FAILURE')
    }

    Map steps(File project) {
        return [
            env: variables, scm: 'scm',
            error: { String text -> throw new IllegalStateException(text) },
            echo: { String text -> println "echo ${text}" },
            sh: this.&sh,
            withEnv: { List given, Closure body ->
                Map before = [:] + variables
                given.each { String each -> variables[each.takeWhile { it != '=' }] = each.dropWhile { it != '=' }.drop(1) }
                try { body() } finally { variables.clear(); variables.putAll(before) }
            },
            timeout: { Map limit, Closure body -> tell('timeout', limit); body() },
            catchError: { Map given, Closure body ->
                try { body() } catch (Throwable failure) { mark(failure) }
            },
            node: { String label, Closure body ->
                within(new File(places[0], "../workspace@${++workspaces}").canonicalFile, body)
            },
            parallel: { Map branches ->
                Throwable first = null
                branches.each { name, body -> try { body() } catch (Throwable failure) { first = first ?: failure } }
                if (first) { throw first }
            },
            checkout: { Object given -> "cp -R ${project}/. ${here()}".execute().waitFor() },
            dir: { Object path, Closure body -> within(new File(here(), path.toString()), body) },
            deleteDir: { -> here().deleteDir() },
            stash: { Map given ->
                stashes[given.name.toString()] = matching(given.includes).collectEntries {
                    [here().toPath().relativize(it.toPath()).toString(), it.bytes]
                }
            },
            unstash: { Object name ->
                if (!stashes.containsKey(name.toString())) { throw new IllegalStateException("No such saved stash ${name}") }
                stashes[name.toString()].each { String path, byte[] bytes ->
                    File file = new File(here(), path)
                    file.parentFile.mkdirs()
                    file.bytes = bytes
                }
            },
            junit: { Map given ->
                List<File> files = matching(given.testResults)
                tell('junit', [files: files*.path])
                if (!files && !given.allowEmptyResults) { throw new IllegalStateException('No test report files were found') }
                if (files.any { it.text =~ /<(failure|error)\b/ }) { worse('UNSTABLE') }
            },
            // The plugin keeps each report by the last part of its name, less a number at its end.
            perfReport: { Map given ->
                Map kept = matching(given.sourceDataFiles).collectEntries { [it.name.replaceAll(/-[0-9]*\.xml/, '.xml'), it.path] }
                tell('perfReport', given + [files: kept.values()])
            },
            plot: { Map given -> tell('plot', given) },
            archiveArtifacts: { Map given -> tell('archiveArtifacts', [files: matching(given.artifacts)*.path]) },
        ]
    }
}

File workspace = new File(args[2]).canonicalFile
Node node = new Node(places: [workspace])
Map steps = node.steps(workspace)
for (String missing in (args.size() > 3 ? args[3].split(',') : [])) {
    steps[missing] = { Object given -> throw new NoSuchMethodError("No such DSL method '${missing}' found among steps") }
}
node.variables.putAll(System.getenv())
Script step = new GroovyShell(new Binding(steps)).parse(new File(args[0]))
try {
    step.call(new JsonSlurper().parse(new File(args[1])))
} catch (Throwable failure) {
    node.mark(failure)
}
println "result ${node.result}"
