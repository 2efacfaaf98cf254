-- Neovim's built-in client with the server, for Neovim 0.7 and newer.
-- nvim --headless --clean -c 'luafile neovim.lua', with the environment variables
-- COMMAND (the server's command line, one argument a line) and ROOT (a folder with template.yaml).
-- Prints one line a check, and exits with 1 if one failed.

local DEADLINE = 20000
local failed = false

local function check(name, ok, seen)
  failed = failed or not ok
  io.stdout:write(string.format("%s %s%s\n", ok and "PASS" or "FAIL", name, ok and "" or ": " .. vim.inspect(seen)))
end

local function edit(path)
  vim.cmd("edit " .. vim.fn.fnameescape(os.getenv("ROOT") .. "/" .. path))
  return vim.api.nvim_get_current_buf()
end

local function attach(id, buffer)
  vim.lsp.buf_attach_client(buffer, id)
  vim.wait(DEADLINE, function()
    return vim.lsp.get_client_by_id(id) ~= nil and vim.lsp.get_client_by_id(id).initialized
  end, 20)
  return vim.lsp.get_client_by_id(id)
end

local function cursor_on(text)
  vim.fn.cursor(1, 1)
  vim.fn.search(text, "c")
end

local function run()
  local template = edit("template.yaml")
  local command = vim.split(os.getenv("COMMAND"), "\n")
  local id = vim.lsp.start_client({ name = "lambda-ls", cmd = command, root_dir = os.getenv("ROOT") })
  local client = attach(id, template)

  local function here()
    if vim.fn.has("nvim-0.11") == 1 then
      return vim.lsp.util.make_position_params(0, client.offset_encoding)
    end
    return vim.lsp.util.make_position_params()
  end

  local function ask(method, params)
    local answers = vim.lsp.buf_request_sync(0, method, params or here(), DEADLINE) or {}
    return (answers[id] or {}).result
  end

  local function apply(change)
    vim.lsp.util.apply_workspace_edit(change, client.offset_encoding)
  end

  vim.wait(DEADLINE, function() return #vim.diagnostic.get(template) > 0 end, 20)
  local finding = vim.diagnostic.get(template)[1] or {}
  local text = vim.fn.getline((finding.lnum or 0) + 1)
  check("finding", finding.message and finding.message:find("handlr"), finding)
  check("range after an emoji", text:sub((finding.col or 0) + 1, finding.end_col) == "app.handlr", finding)

  cursor_on("app\\.handlr")
  local place = here()
  local actions = ask("textDocument/codeAction", {
    textDocument = place.textDocument,
    range = { start = place.position, ["end"] = place.position },
    context = { diagnostics = {}, only = { "quickfix" } },
  }) or {}
  check("code action", actions[1] and actions[1].edit, actions)
  if actions[1] and actions[1].edit then apply(actions[1].edit) end
  check("finding mended", vim.wait(DEADLINE, function() return #vim.diagnostic.get(template) == 0 end, 20),
    vim.api.nvim_buf_get_lines(template, 0, -1, false))

  cursor_on("app\\.handler")
  local hover = ask("textDocument/hover")
  check("hover", hover and hover.contents.value:find("def handler%(event, context%)"), hover)

  vim.lsp.buf.definition()
  local jumped = vim.wait(DEADLINE, function() return vim.fn.expand("%:t") == "app.py" end, 20)
  check("definition", jumped and vim.fn.getline("."):find("def handler"), vim.fn.expand("%"))

  local code = edit("src/app.py")
  attach(id, code)
  vim.lsp.codelens.refresh()
  local function shown()
    for _, space in pairs(vim.api.nvim_get_namespaces()) do
      local marks = vim.api.nvim_buf_get_extmarks(code, space, 0, -1, { details = true })
      for _, mark in ipairs(marks) do
        for _, chunk in ipairs(mark[4].virt_text or {}) do
          if chunk[1]:find("OrdersFunction") then return true end
        end
      end
    end
  end
  check("code lens", vim.wait(DEADLINE, shown, 20), ask("textDocument/codeLens", { textDocument = here().textDocument }))

  cursor_on("handler(")
  local change = here()
  change.newName = "on_order"
  local renamed = ask("textDocument/rename", change)
  if renamed then apply(renamed) end
  check("rename in the code", vim.fn.search("def on_order(", "nw") > 0, renamed)
  vim.cmd("buffer " .. template)
  check("rename in the template", vim.fn.search("app\\.on_order", "nw") > 0, renamed)

  vim.lsp.stop_client(id)
  check("shutdown", vim.wait(DEADLINE, function()
    return vim.lsp.get_client_by_id(id) == nil or not vim.lsp.buf_is_attached or #vim.lsp.get_active_clients() == 0
  end, 20), vim.lsp.get_log_path())
end

local ok, problem = xpcall(run, debug.traceback)
if not ok then check("no error", false, problem) end
vim.cmd(failed and "cquit! 1" or "qall!")
