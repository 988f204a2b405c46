{{/*
The Deployment and the PodDisruptionBudget of a service. Takes a dictionary:
  root     the chart's root
  name     what it is called behind the release's name: stage-clean
  service  which service of the image it is: stage
  part     its values, over those that every service has
  env      its own variables, a dictionary
  store    how it mounts the store: write, read, or nothing
  inbox, flows  whether it mounts them
*/}}
{{- define "sluice.deployment" -}}
{{- $root := .root }}
{{- $values := $root.Values }}
{{- $part := mergeOverwrite (deepCopy $values.service) .part }}
{{- if and .inbox (gt (int $part.replicas) 1) }}
{{- fail (printf "%s: replicas is %d, but one alone may watch the inbox. Set %s.replicas to 1." .name (int $part.replicas) .name) }}
{{- end }}
{{- $fullName := printf "%s-%s" $root.Release.Name .name }}
{{- $selector := include "sluice.selector" (list $root .name) }}
{{- $env := deepCopy (.env | default dict) }}
{{- with $part.options }}{{ $_ := set $env "SLUICE_OPTS" . }}{{ end }}
{{- with $part.slots }}{{ $_ := set $env "SLUICE_SLOTS" (toString .) }}{{ end }}
{{- if .inbox }}{{ $_ := set $env "SLUICE_TAKEN" $values.inbox.taken }}{{ end }}
{{- if .flows }}{{ $_ := set $env "SLUICE_FLOWS" "/var/lib/sluice/flows" }}{{ end }}
{{- $secrets := $part.secrets | default dict }}
{{- $secretEnvironments := list $values.secrets.environment $secrets.environment | compact | uniq }}
{{- $secretFiles := list $values.secrets.files $secrets.files | compact | uniq }}
{{- $folder := and .store (include "sluice.storeIsFolder" $root) }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ $fullName }}
  labels:
    {{- include "sluice.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
spec:
  {{- if not .scaled }}
  replicas: {{ $part.replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- $selector | nindent 6 }}
  strategy:
    {{- if .inbox }}
    type: Recreate
    {{- else }}
    type: RollingUpdate
    rollingUpdate: { maxSurge: 1, maxUnavailable: 0 }
    {{- end }}
  template:
    metadata:
      labels:
        {{- $selector | nindent 8 }}
        app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
        store: {{ ternary "used" "unused" (not (empty .store)) }}
      annotations:
        # a change of the settings starts the pods again
        checksum/settings: {{ include (print $root.Template.BasePath "/settings.yaml") $root | sha256sum }}
        {{- with $values.podAnnotations }}
        {{- toYaml . | nindent 8 }}
        {{- end }}
    spec:
      serviceAccountName: {{ $root.Release.Name }}
      automountServiceAccountToken: false
      # A Service called kafka would otherwise leave variables that read like settings: KAFKA_PORT.
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ $values.terminationGraceSeconds }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        runAsGroup: 10001
        fsGroup: 10001
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile: { type: RuntimeDefault }
      {{- with $values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- $selector | nindent 14 }}
      containers:
        - name: {{ .service }}
          image: {{ $values.image | quote }}
          imagePullPolicy: {{ $values.imagePullPolicy }}
          args: [{{ .service | quote }}]
          ports:
            - { name: http, containerPort: 8080, protocol: TCP }
          envFrom:
            - configMapRef: { name: {{ $root.Release.Name }}-settings }
            {{- /* of a key that several have, the last one counts: the service's own */}}
            {{- range $secretEnvironments }}
            - secretRef: { name: {{ . | quote }} }
            {{- end }}
          {{- with $env }}
          env:
            {{- range $name, $value := . }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
          {{- end }}
          # The server answers while the service still waits for the broker, which ends it after three minutes.
          startupProbe:
            httpGet: { path: /health/liveness, port: http }
            periodSeconds: 2
            timeoutSeconds: 3
            failureThreshold: 60
          livenessProbe:
            httpGet: { path: /health/liveness, port: http }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /health/readiness, port: http }
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 3
          resources:
            {{- toYaml $part.resources | nindent 12 }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          volumeMounts:
            - { name: state, mountPath: /var/lib/sluice/state }
            - { name: tmp, mountPath: /tmp }
            {{- if $folder }}
            - { name: store, mountPath: {{ $values.store.address | quote }} }
            {{- end }}
            {{- if .inbox }}
            - { name: inbox, mountPath: /var/lib/sluice/inbox }
            {{- end }}
            {{- if .flows }}
            - { name: flows, mountPath: /var/lib/sluice/flows, readOnly: true }
            {{- end }}
            {{- if $secretFiles }}
            - { name: secrets, mountPath: /var/lib/sluice/secrets, readOnly: true }
            {{- end }}
      volumes:
        # of each replica alone, and read from the log again where it is lost
        - name: state
          emptyDir: { sizeLimit: {{ $part.state | quote }} }
        # native libraries are unpacked here
        - name: tmp
          emptyDir: { sizeLimit: 1Gi }
        {{- if $folder }}
        - name: store
          persistentVolumeClaim: { claimName: {{ include "sluice.claim" (list $root "store") | quote }} }
        {{- end }}
        {{- if .inbox }}
        - name: inbox
          persistentVolumeClaim: { claimName: {{ include "sluice.claim" (list $root "inbox") | quote }} }
        {{- end }}
        {{- if .flows }}
        - name: flows
          projected:
            {{- include "sluice.flowSources" $root | nindent 12 }}
        {{- end }}
        {{- if $secretFiles }}
        - name: secrets
          projected:
            defaultMode: 0440
            sources:
              {{- range $secretFiles }}
              - secret: { name: {{ . | quote }} }
              {{- end }}
        {{- end }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ $fullName }}
  labels:
    {{- include "sluice.labels" $root | nindent 4 }}
    app.kubernetes.io/component: {{ .name }}
spec:
  # One at a time, so that nodes can be drained even where there is a single replica.
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- $selector | nindent 6 }}
{{- end }}
