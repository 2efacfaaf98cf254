;;; The steps of emacs.el with eglot.  -*- lexical-binding: t -*-

(load (expand-file-name "emacs.el" (file-name-directory load-file-name)))
(require 'eglot)
(setq when-idle #'eglot--signal-textDocument/didChange
      eglot-sync-connect deadline
      eglot-confirm-server-initiated-edits nil)

(run-script
 (lambda ()
   (open-file "template.yaml")
   (let ((server (await #'eglot-current-server)))
     (see-finding)
     (cursor-on "app.handlr")
     (choose "app.handler")
     (call-interactively #'eglot-code-actions)
     (see-mended)

     (cursor-on "app.handler, Runtime")
     (let (text)
       (eglot-hover-eldoc-function (lambda (shown &rest _) (setq text shown)))
       (await (lambda () text))
       (saw "hover" "text" (substring-no-properties text)))
     (see-definition)

     (open-file "src/app.py")
     (cursor-on "body")
     (see-completion (nth 2 (eglot-completion-at-point)))

     (choose "Run OrdersFunction")
     (see-run #'lambda-ls-lens)
     (saw "lens" "titles" (vconcat offered))

     (cursor-on "handler(")
     (eglot-rename "on_order")
     (see-renamed)

     (eglot-shutdown server)
     (saw "exit" "server runs" (if (jsonrpc-running-p server) t :json-false)))))
