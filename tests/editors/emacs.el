;;; What a user of Emacs sees and does, whichever client it has.  -*- lexical-binding: t -*-
;; See project.py for the environment variables. eglot.el and lsp-mode.el load this first.

(require 'cl-lib)
(require 'flymake)
(require 'json)
(require 'xref)

(defconst deadline 20)
(setq flymake-no-changes-timeout 0.05
      create-lockfiles nil
      make-backup-files nil)

(defun saw (step &rest what)
  "Add to the results what STEP showed: keys and values in WHAT."
  (let ((line (json-encode (append (list (cons "step" step))
                                   (cl-loop for (key value) on what by #'cddr
                                            collect (cons key value)))))
        (coding-system-for-write 'utf-8))
    (write-region (concat line "\n") nil (getenv "RESULTS") t 'silent)))

(defun await (condition)
  "Let the server speak until CONDITION gives something; give that."
  (let ((end (+ (float-time) deadline)) found)
    (while (and (not (setq found (funcall condition))) (< (float-time) end))
      (accept-process-output nil 0.02))
    found))

(defun open-file (path)
  "Open the file at PATH of the project, as a window of a user shows it."
  (find-file (expand-file-name path (getenv "ROOT")))
  (set-window-buffer (selected-window) (current-buffer))
  (run-hooks 'post-command-hook))

(defun cursor-on (text)
  "Go to where TEXT starts."
  (goto-char (point-min))
  (search-forward text)
  (goto-char (match-beginning 0)))

(defun this-line ()
  "The text of the line."
  (buffer-substring-no-properties (line-beginning-position) (line-end-position)))

(defun file-name ()
  "The name of the file without its folder."
  (file-name-nondirectory buffer-file-name))

(defvar offered nil
  "The candidates that Emacs last asked about.")

(defun choose (text)
  "Take, wherever Emacs asks, the candidate that has TEXT in it."
  ;; Without it Emacs takes a command for one by the mouse, and asks with a menu.
  (setq last-nonmenu-event ?\r)
  (setq completing-read-function
        (lambda (_prompt candidates &rest _)
          (setq offered (all-completions "" candidates))
          (or (cl-find-if (lambda (each) (string-search text each)) offered)
              (error "No %s in %S" text offered)))))

(defvar when-idle #'ignore
  "What the client does once Emacs is idle, which it never is without a terminal.")

(defun findings ()
  "What flymake marks now."
  (funcall when-idle)
  (flymake-start)
  (flymake-diagnostics))

(defun see-finding ()
  "See the finding of the template and its range."
  (let ((finding (car (await #'findings))))
    (saw "finding"
         "message" (flymake-diagnostic-text finding)
         "marked" (buffer-substring-no-properties (flymake-diagnostic-beg finding)
                                                  (flymake-diagnostic-end finding)))))

(defun see-mended ()
  "See the line that a code action changed, and what is left to find."
  (await (lambda () (not (findings))))
  (cursor-on "Handler: app.handler, Runtime")
  (saw "code action" "line" (this-line) "findings left" (length (findings))))

(defun see-definition ()
  "Go to the definition of what the cursor is on."
  (cursor-on "app.handler, Runtime")
  (call-interactively #'xref-find-definitions)
  (await (lambda () (equal (file-name) "app.py")))
  (saw "definition" "file" (file-name) "line" (this-line)))

(defun see-completion (table)
  "See the candidates of the completion TABLE."
  (saw "completion" "labels" (vconcat (mapcar #'substring-no-properties (all-completions "" table)))))

(defvar messages ""
  "What Emacs has shown in the echo area.")
(advice-add 'message :before
            (lambda (text &rest values)
              (when text (setq messages (concat messages (apply #'format text values) "\n")))))

(defun see-run (run)
  "Call RUN, which runs a function by its code lens, and see the outcome."
  (setq messages "")
  (funcall run)
  (await (lambda () (string-search "OrdersFunction:" messages)))
  (saw "run" "message" messages))

(defun see-renamed ()
  "See code and template after a rename in the code."
  (cursor-on "def ")
  (let ((code (this-line)))
    (open-file "template.yaml")
    (cursor-on "Handler: \"")
    (saw "rename" "code" code "template" (this-line))))

(defun run-script (script)
  "Call SCRIPT and end Emacs, with 1 if it failed."
  (condition-case problem
      (progn (funcall script) (set-buffer-modified-p nil) (kill-emacs 0))
    (error (saw "problem" "text" (format "%S" problem)) (kill-emacs 1))))
