;;; The steps of emacs.el with lsp-mode.  -*- lexical-binding: t -*-

(load (expand-file-name "emacs.el" (file-name-directory load-file-name)))
(require 'lsp-mode)
(require 'lsp-lens)
(setq lsp-guess-root-without-session t
      lsp-auto-guess-root t
      lsp-enable-snippet nil
      lsp-enable-file-watchers nil
      lsp-diagnostics-provider :flymake
      lsp-session-file (expand-file-name "lsp-session" (getenv "HOME")))

(defun shown-lenses ()
  "The titles of the lenses that are shown."
  (delq nil (mapcar (lambda (each)
                      (and (overlay-get each 'lsp-lens)
                           (overlay-get each 'after-string)))
                    (overlays-in (point-min) (point-max)))))

(defun click-lens (title)
  "Click on the part of a shown lens that has TITLE in it."
  (let* ((shown (cl-find-if (lambda (each) (string-search title each)) (shown-lenses)))
         (keys (get-text-property (string-search title shown) 'local-map shown)))
    (funcall (lookup-key keys [mouse-1]))))

(run-script
 (lambda ()
   (lsp-workspace-folders-add (getenv "ROOT"))
   (open-file "template.yaml")
   (lsp)
   (let ((workspace (await (lambda () (car (lsp-workspaces))))))
     (await (lambda () (eq 'initialized (lsp--workspace-status workspace))))
     (see-finding)
     (cursor-on "app.handlr")
     (choose "app.handler")
     (call-interactively #'lsp-execute-code-action)
     (see-mended)

     (cursor-on "app.handler, Runtime")
     (let ((hover (lsp-request "textDocument/hover" (lsp--text-document-position-params))))
       (saw "hover" "text" (lsp--render-on-hover-content (lsp:hover-contents hover) t)))
     (see-definition)

     (open-file "src/app.py")
     (lsp)
     (cursor-on "body")
     (see-completion (nth 2 (lsp-completion-at-point)))

     (lsp-lens-refresh t)
     (saw "lens" "titles" (vconcat (mapcar #'substring-no-properties (await #'shown-lenses))))

     (see-run (lambda () (click-lens "Run OrdersFunction")))

     (cursor-on "handler(")
     (lsp-rename "on_order")
     (see-renamed)

     (with-lsp-workspace workspace (lsp-workspace-shutdown workspace))
     (let ((stopped (await (lambda () (not (process-live-p (lsp--workspace-proc workspace)))))))
       (saw "exit" "server runs" (if stopped :json-false t))))))
