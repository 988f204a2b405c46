{{/* The labels that choose pods. Takes a list: the root and the service's word. */}}
{{- define "sluice.selector" -}}
app.kubernetes.io/name: sluice
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end }}

{{/* The labels of what belongs to no single service. */}}
{{- define "sluice.labels" -}}
app.kubernetes.io/name: sluice
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version }}
{{- end }}

{{/* Whether the store is a folder: "true" or nothing. */}}
{{- define "sluice.storeIsFolder" -}}
{{- if hasPrefix "/" .Values.store.address }}true{{ end }}
{{- end }}

{{/* The claim of a volume. Takes a list: the root and the volume's word, store or inbox. */}}
{{- define "sluice.claim" -}}
{{- $root := index . 0 }}{{ $word := index . 1 -}}
{{- (get $root.Values $word).volume.claim | default (printf "%s-%s" $root.Release.Name $word) }}
{{- end }}

{{/*
The ConfigMap key of a flow's file: keys have no slashes. Two files whose names would become one are
refused where the ConfigMap is made.
*/}}
{{- define "sluice.key" -}}
{{- regexReplaceAll "[^-._a-zA-Z0-9]" (replace "/" "__" .) "_" }}
{{- end }}

{{/*
Refuses an address whose port the policy keeps shut: nothing but a time-out would tell. Takes a list: the
value that holds the address, its port, the policy's block, the policy.
*/}}
{{- define "sluice.requireWay" -}}
{{- $value := index . 0 }}{{ $port := index . 1 }}{{ $block := index . 2 -}}
{{- $open := list }}
{{- range (get (index . 3) $block).ports }}{{ $open = append $open (toString .) }}{{ end }}
{{- if not (has $port $open) }}
{{- fail (printf "%s: the network policy keeps port %s shut. Add it to networkPolicy.%s.ports, or set networkPolicy.enabled to false." $value $port $block) }}
{{- end }}
{{- end }}

{{/*
The matchers of a pool's own series: installations in other namespaces may have the same name. Takes a list: the
root and the pool.
*/}}
{{- define "sluice.series" -}}
{{- $root := index . 0 }}
{{- $labels := dict "namespace" $root.Release.Namespace }}
{{- $labels = mergeOverwrite $labels $root.Values.scaling.labels }}
{{- $_ := set $labels "group" (printf "%s.work.%s" $root.Values.installation (index . 1)) }}
{{- $matchers := list }}
{{- range $label, $value := $labels }}{{ $matchers = append $matchers (printf "%s=%q" $label $value) }}{{ end }}
{{- join "," $matchers }}
{{- end }}

{{/* One paragraph of egress. Takes a list: the ports, the destinations. */}}
{{- define "sluice.egress" -}}
- ports:
{{- range index . 0 }}
    - { port: {{ . }}, protocol: TCP }
{{- end }}
{{- with index . 1 }}
  to:
    {{- toYaml . | nindent 4 }}
{{- end }}
{{- end }}
