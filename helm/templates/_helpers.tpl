{{/* The name of everything that this release makes. */}}
{{- define "regalia.fullname" -}}
{{- default .Release.Name .Values.fullnameOverride -}}
{{- end -}}

{{/* What selects the operator's pods. */}}
{{- define "regalia.selectorLabels" -}}
app.kubernetes.io/name: regalia
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The labels of everything that this release makes. */}}
{{- define "regalia.labels" -}}
{{ include "regalia.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | quote }}
{{- end -}}

{{/* The reference of the image: by digest where one is given, by tag otherwise. */}}
{{- define "regalia.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end -}}
{{ .Values.image.repository }}
{{- if .Values.image.digest }}@{{ .Values.image.digest }}
{{- else }}:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}
