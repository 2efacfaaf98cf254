" What a user of Vim with ALE sees and does, after the configuration of the documentation.
" See project.py for the environment variables.

let s:deadline = 20.0

function! s:Saw(step, what) abort
  call writefile([json_encode(extend({'step': a:step}, a:what))], $RESULTS, 'a')
endfunction

" Lets the server speak until a condition holds.
function! s:Wait(Condition) abort
  let l:start = reltime()
  while !a:Condition() && reltimefloat(reltime(l:start)) < s:deadline
    sleep 20m
  endwhile
endfunction

function! s:Edit(path) abort
  execute 'edit' fnameescape($ROOT . '/' . a:path)
endfunction

function! s:CursorOn(text) abort
  call cursor(1, 1)
  call search('\V' . a:text, 'c')
endfunction

function! s:Findings() abort
  return ale#engine#GetLoclist(bufnr(''))
endfunction

" What Vim has shown in its last line since a redirection was begun; the file is whole once it ends.
function! s:Shown() abort
  redir END
  redir >> $HOME/shown
  return join(readfile($HOME . '/shown'), "\n")
endfunction

" Runs a function by its code lens, which is the second of the menu, and sees menu and outcome.
function! s:RunByLens() abort
  redir! > $HOME/shown
  call feedkeys("2\<CR>", 't')
  call LambdaLens()
  call s:Wait({-> s:Shown() =~# 'OrdersFunction:'})
  call s:Saw('lens', {'titles': s:Shown()})
  call s:Saw('run', {'message': s:Shown()})
  redir END
endfunction

" What the preview window shows.
function! s:Preview() abort
  return join(getbufline('ALEPreviewWindow', 1, '$'), "\n")
endfunction

" What ALE offers while something is typed here.
function! s:Completion() abort
  let s:items = []
  inoremap <F2> <Cmd>call <SID>Complete()<CR>
  call feedkeys("i\<F2>\<Esc>", 'tx')
  return map(copy(s:items), 'v:val.word')
endfunction

function! s:Complete() abort
  call ale#completion#GetCompletions('ale-callback', {
  \   'prefix': '', 'callback': {items -> extend(s:items, items)}})
  call s:Wait({-> !empty(s:items)})
endfunction

function! s:Everything() abort
  call s:Edit('template.yaml')
  call s:Wait({-> !empty(s:Findings())})
  let l:finding = s:Findings()[0]
  let l:marked = getline(l:finding.lnum)[l:finding.col - 1 : l:finding.end_col - 1]
  call s:Saw('finding', {'message': l:finding.text, 'marked': l:marked})

  call s:CursorOn('app.handlr')
  call feedkeys("1\<CR>", 't')
  ALECodeAction
  call s:Wait({-> search('app.handlr', 'nw') == 0})
  ALELint
  call s:Wait({-> empty(s:Findings())})
  call s:Saw('code action', {'line': getline(l:finding.lnum), 'findings left': len(s:Findings())})

  call s:CursorOn('app.handler, Runtime')
  let g:ale_hover_to_preview = 1
  ALEHover
  call s:Wait({-> !empty(s:Preview())})
  call s:Saw('hover', {'text': s:Preview()})
  pclose

  ALEGoToDefinition
  call s:Wait({-> expand('%:t') ==# 'app.py'})
  call s:Saw('definition', {'file': expand('%:t'), 'line': getline('.')})

  call s:CursorOn('body')
  call s:Saw('completion', {'labels': s:Completion()})

  call s:RunByLens()

  call s:CursorOn('handler(')
  call feedkeys("\<C-U>on_order\<CR>", 't')
  ALERename
  call s:Wait({-> search('on_order', 'nw') > 0})
  let l:code = getline(1)
  call s:Edit('template.yaml')
  call s:Wait({-> search('on_order', 'nw') > 0})
  call s:Saw('rename', {'code': l:code, 'template': getline(search('Handler: "', 'nw'))})

  let l:job = filter(job_info(), {_, each -> string(job_info(each).cmd) =~# 'lambda-ls'})[0]
  ALEStopAllLSPs
  call s:Wait({-> job_status(l:job) !=# 'run'})
  call s:Saw('exit', {'server runs': job_status(l:job) ==# 'run' ? v:true : v:false})
endfunction

try
  call s:Everything()
catch
  call s:Saw('problem', {'text': v:exception . ' in ' . v:throwpoint})
  cquit
endtry
qall!
